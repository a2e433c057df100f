"""Makes the golden files under test/fixtures/attacks/ with PyTorch and torchattacks 3.2.6.

Not needed to run or test the project, only to make the files anew:

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install torch torchvision numpy safetensors pillow
    /tmp/venv/bin/pip install torchattacks==3.2.6 scipy six
    /tmp/venv/bin/python scripts/make-attack-fixtures.py

Weights and images are those of make-torch-fixtures.py. Everything runs in float64, so that a difference is ours.
"""

import importlib.util
import json
from pathlib import Path

import numpy as np
import torch
import torchattacks

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "test" / "fixtures" / "attacks"
BATCH = 4
LABELS = [3, 0, 7, 9]


class BestOfApgd(torchattacks.APGD):
    """APGD's iterate of highest loss, from the image itself: its random start is drawn at the image."""

    def __init__(self, model, loss):
        super().__init__(model, eps=0.05, steps=20, n_restarts=1, loss=loss)

    def forward(self, images, labels):
        draw, torch.rand = torch.rand, lambda shape: 0.5 + 1e-30 * torch.ones(shape, dtype=torch.float64)
        self.steps_2, self.steps_min, self.size_decr = (max(int(part * self.steps), 1) for part in (0.22, 0.06, 0.03))
        try:
            best, accuracy, loss, _ = self.attack_single_run(images, labels)
        finally:
            torch.rand = draw
        print(self.loss, "right at the end:", accuracy.tolist(), "loss:", loss.tolist())
        return best


CASES = {
    "fgsm": ("fgsm", 0.1, {}, lambda model: torchattacks.FGSM(model, eps=0.1)),
    "bim": ("bim", 0.05, {"alpha": 0.02, "steps": 6}, lambda model: torchattacks.BIM(model, eps=0.05, alpha=0.02, steps=6)),
    "pgd-linf": ("pgd-linf", 0.05, {"alpha": 0.02, "steps": 6, "randomStart": False},
                 lambda model: torchattacks.PGD(model, eps=0.05, alpha=0.02, steps=6, random_start=False)),
    "mi-fgsm": ("mi-fgsm", 0.05, {"alpha": 0.02, "steps": 6, "decay": 1},
                lambda model: torchattacks.MIFGSM(model, eps=0.05, alpha=0.02, steps=6, decay=1.0)),
    "apgd-ce": ("apgd-ce", 0.05, {"steps": 20, "randomStart": False}, lambda model: BestOfApgd(model, "ce")),
    "apgd-dlr": ("apgd-dlr", 0.05, {"steps": 20, "randomStart": False}, lambda model: BestOfApgd(model, "dlr")),
    "pgd-l2": ("pgd-l2", 0.4, {"alpha": 0.15, "steps": 6, "randomStart": False},
               lambda model: torchattacks.PGDL2(model, eps=0.4, alpha=0.15, steps=6, random_start=False)),
}


def load_networks():
    spec = importlib.util.spec_from_file_location("fixtures", ROOT / "scripts" / "make-torch-fixtures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TableModel(torch.nn.Module):
    """A network of make-torch-fixtures.py as the module that torchattacks expects."""

    def __init__(self, fixtures, name):
        super().__init__()
        self.fixtures, self.name = fixtures, name
        table, _, bayesian = fixtures.NETWORKS[name]
        weights = fixtures.make_weights(table, bayesian, 1)
        self.weights = {key: value.double() for key, value in weights.items()}
        # torchattacks asks a parameter for the device.
        self.anchor = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))

    def forward(self, x):
        # BIM multiplies float masks into its images: back to float64, where it began.
        table, activation, bayesian = self.fixtures.NETWORKS[self.name]
        return self.fixtures.forward(table, activation, bayesian, self.weights, x.double())


def main():
    fixtures = load_networks()
    FOLDER.mkdir(parents=True, exist_ok=True)
    pixels = fixtures.spread(BATCH * 32 * 32, 70).astype(np.float64) * 0.5 + 0.5
    images = torch.from_numpy(np.float32(pixels)).reshape(BATCH, 1, 32, 32).double()
    labels = torch.tensor(LABELS)
    model = TableModel(fixtures, "lenet").eval()
    described = {"network": "lenet", "labels": LABELS, "imagePhase": 70, "cases": []}
    for name, (attack, epsilon, settings, make) in CASES.items():
        adversarial = make(model)(images, labels)
        np.save(FOLDER / f"lenet-{name}.npy", adversarial.detach().numpy().astype(np.float32))
        described["cases"].append({"file": f"lenet-{name}.npy", "attack": attack, "epsilon": epsilon, "settings": settings})
    (FOLDER / "lenet.json").write_text(json.dumps(described, indent=2) + "\n")


if __name__ == "__main__":
    main()
