"""Makes the golden files under test/fixtures/attacks/ with PyTorch and torchattacks 3.2.6 (3.5.1 gives the same).

Not needed to run or test the project, only to make the files anew:

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install torch torchvision numpy safetensors pillow
    /tmp/venv/bin/pip install torchattacks==3.2.6 scipy six
    /tmp/venv/bin/python scripts/make-attack-fixtures.py

Weights and images are those of make-torch-fixtures.py. Everything runs in float64, so that a difference is ours.
"""

import importlib.util
import inspect
import json
import textwrap
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

    def __init__(self, model, epsilon, loss):
        super().__init__(model, eps=epsilon, steps=20, n_restarts=1, loss=loss)

    def forward(self, images, labels):
        # The random start cannot be switched off: the source is run without it.
        source = textwrap.dedent(inspect.getsource(torchattacks.APGD.attack_single_run))
        started = source.replace("x_adv = x_adv.clamp(0.0, 1.0)", "x_adv = x.detach().clone()", 1)
        # Its first checkpoint compares the first step's loss with a row that is not filled yet, where algorithm 1
        # has the loss of the start: fill it.
        line = "loss_best = loss_indiv.detach().clone()"
        started = started.replace(line, line + "; loss_steps[-1] = loss_best", 1)
        assert started.count("loss_steps[-1]") == 1 and "x_adv = x.detach().clone()" in started
        scope = dict(vars(inspect.getmodule(torchattacks.APGD)))
        exec(started, scope)
        best, accuracy, loss, _ = scope["attack_single_run"](self, images, labels)
        print(self.loss, "right in the end:", accuracy.tolist(), "loss:", loss.tolist())
        return best


CASES = {
    "fgsm": ("fgsm", 0.1, {}, lambda model: torchattacks.FGSM(model, eps=0.1)),
    "bim": ("bim", 0.05, {"alpha": 0.02, "steps": 6}, lambda model: torchattacks.BIM(model, eps=0.05, alpha=0.02, steps=6)),
    "pgd-linf": ("pgd-linf", 0.05, {"alpha": 0.02, "steps": 6, "randomStart": False},
                 lambda model: torchattacks.PGD(model, eps=0.05, alpha=0.02, steps=6, random_start=False)),
    "mi-fgsm": ("mi-fgsm", 0.05, {"alpha": 0.02, "steps": 6, "decay": 1},
                lambda model: torchattacks.MIFGSM(model, eps=0.05, alpha=0.02, steps=6, decay=1.0)),
    "apgd-ce": ("apgd-ce", 0.05, {"steps": 20, "randomStart": False}, lambda model: BestOfApgd(model, 0.05, "ce")),
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


class ToyModel(torch.nn.Module):
    """logits = sigmoid(x W1) W2 on images of 1×1 with four channels; W1 and W2 stand in test/study/attacks/toy-model.ts."""

    def __init__(self):
        super().__init__()
        w1 = [[1.5, 0.3, -0.7, 0.2], [-2, 0.3, 0.9, -0.4], [0.1, -1.1, 0.6, 0.8], [0.5, 0.7, -0.2, -1.3]]
        w2 = [[-2.4, 1.2, 0.3], [0.5, -2.3, 1.1], [0.7, 0.4, -1.6], [-0.9, 0.2, 1.4]]
        self.w1, self.w2 = (torch.nn.Parameter(torch.tensor(w, dtype=torch.float64)) for w in (w1, w2))

    def forward(self, x):
        return torch.sigmoid(x.double().flatten(1) @ self.w1) @ self.w2


def describe_toy():
    """Searches with many checkpoints, on a model whose logits are well apart."""
    count, model = 12, ToyModel().eval()
    pixels = np.array([(i * 7919) % 1009 for i in range(count * 4)], dtype=np.float32) / np.float32(1009)
    images = torch.from_numpy(pixels).reshape(count, 4, 1, 1).double()
    labels = torch.tensor([(i * 5) % 3 for i in range(count)])
    makers = {"mi-fgsm": lambda: torchattacks.MIFGSM(model, eps=0.3, alpha=0.05, steps=10, decay=1.0),
              "apgd-ce": lambda: BestOfApgd(model, 0.3, "ce"), "apgd-dlr": lambda: BestOfApgd(model, 0.1, "dlr")}
    epsilons = {"mi-fgsm": 0.3, "apgd-ce": 0.3, "apgd-dlr": 0.1}
    settings = {"mi-fgsm": {"alpha": 0.05, "steps": 10}, "apgd-ce": {"steps": 20, "randomStart": False},
                "apgd-dlr": {"steps": 20, "randomStart": False}}
    examples = {name: make()(images, labels).detach().reshape(count, 4).numpy().round(7).tolist() for name, make in makers.items()}
    # Of three classes, the ratio is 1 wherever the label comes last: no iterate there is better than another.
    logits = model(torch.tensor(examples["apgd-dlr"]).reshape(count, 4, 1, 1)).detach()
    for row in range(count):
        if logits[row].argmin() == labels[row]:
            examples["apgd-dlr"][row] = None
    cases = [{"attack": name, "epsilon": epsilons[name], "settings": settings[name], "examples": examples[name]} for name in makers]
    return {"count": count, "cases": cases}


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
    (FOLDER / "toy.json").write_text(json.dumps(describe_toy()) + "\n")
    (FOLDER / "lenet.json").write_text(json.dumps(described, indent=2) + "\n")


if __name__ == "__main__":
    main()
