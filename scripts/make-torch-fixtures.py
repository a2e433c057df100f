"""Makes the golden files under test/fixtures/networks/ with PyTorch.

Not needed to run or test the project, only to make the files anew:

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install torch torchvision numpy safetensors pillow
    /tmp/venv/bin/python scripts/make-torch-fixtures.py

Weights, images and noise are not stored: both sides compute them by `spread`, an integer hash and therefore exact
(test/study/networks/spread.ts is its twin). The reference runs in float64, so that a difference is ours.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from safetensors.torch import save_file

FOLDER = Path(__file__).resolve().parent.parent / "test" / "fixtures" / "networks"
FORMATS = FOLDER.parents[2] / "runner" / "test" / "formats" / "fixtures"
BATCH = 3


def spread(count, phase):
    """count numbers in [-1, 1), without structure that a transposed layout would keep; float32 values."""
    with np.errstate(over="ignore"):
        x = np.arange(count, dtype=np.uint32) * np.uint32(2) + np.uint32(phase * 0x9E3779B9 % 2**32)
        for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
            x = (x ^ (x >> np.uint32(shift))) * np.uint32(factor)
        x = x ^ (x >> np.uint32(16))
    return np.float32(x.astype(np.float64) / 2**31 - 1)


# Layer tables, written independently of src/study/networks/architectures.ts.
def conv(outputs, kernel, stride=1, pad=0):
    return ("conv", outputs, kernel, stride, pad)


LENET = [conv(6, 5), "act", ("pool", 2, 2), conv(16, 5), "act", ("pool", 2, 2),
         ("fc", 120), "act", ("fc", 84), "act", ("fc", 10)]


def alexnet(last):
    return [conv(64, 11, 4, 5), "act", ("pool", 2, 2), conv(192, 5, 1, 2), "act", ("pool", 2, 2),
            conv(384, 3, 1, 1), "act", conv(256, 3, 1, 1), "act", conv(last, 3, 1, 1), "act", ("pool", 2, 2),
            ("fc", 10)]


SIMPLECNN = [conv(32, 5, 1, 2), "act", ("pool", 3, 2), conv(64, 5, 1, 2), "act", ("pool", 3, 2),
             conv(128, 5, 1, 1), "act", ("pool", 3, 2), ("fc", 1000), "act", ("fc", 1000), "act", ("fc", 10)]
NETWORKS = {
    "lenet": (LENET, F.relu, False),
    "alexnet": (alexnet(256), F.relu, False),
    "simplecnn": (SIMPLECNN, F.softplus, False),
    "blenet": (LENET, F.softplus, True),
    "balexnet": (alexnet(128), F.softplus, True),
    "bsimplecnn": (SIMPLECNN, F.softplus, True),
}


def make_weights(table, bayesian, channels):
    """Name -> float32 tensor in PyTorch's layout, scaled to keep activations of order one."""
    weights, size, inputs, counts = {}, 32, channels, {"conv": 0, "fc": 0}
    flattened = False
    for row in table:
        if row[0] == "pool":
            size = (size - row[1]) // row[2] + 1
        if row == "act" or row[0] == "pool":
            continue
        kind, outputs = row[0], row[1]
        counts[kind] += 1
        name = f"{kind}{counts[kind]}"
        if kind == "conv":
            shape = (outputs, inputs, row[2], row[2])
            size = (size + 2 * row[4] - row[2]) // row[3] + 1
        else:
            shape = (outputs, inputs if flattened else inputs * size * size)
            flattened = True
        fan_in = math.prod(shape[1:])
        inputs = outputs
        for role, role_shape in (("weight", shape), ("bias", (outputs,))):
            phase = len(weights) + 1
            values = spread(math.prod(role_shape), phase).astype(np.float64)
            scaled = torch.from_numpy(np.float32(values * math.sqrt(3 / fan_in))).reshape(role_shape)
            if bayesian:
                weights[f"{name}.{role}_mu"] = scaled
                rho = np.float32(-3 + spread(math.prod(role_shape), phase + 1000).astype(np.float64))
                weights[f"{name}.{role}_rho"] = torch.from_numpy(rho).reshape(role_shape)
            else:
                weights[f"{name}.{role}"] = scaled
    return weights


def forward(table, activation, bayesian, weights, x):
    counts, draws = {"conv": 0, "fc": 0}, 0
    for row in table:
        if row == "act":
            x = activation(x)
        elif row[0] == "pool":
            x = F.max_pool2d(x, row[1], row[2])
        else:
            kind = row[0]
            counts[kind] += 1
            name = f"{kind}{counts[kind]}"
            if kind == "fc":
                x = x.flatten(1)
            apply = (lambda a, w, b: F.conv2d(a, w, b, row[3], row[4])) if kind == "conv" else F.linear
            if not bayesian:
                x = apply(x, weights[f"{name}.weight"], weights[f"{name}.bias"])
                continue
            variance_w = F.softplus(weights[f"{name}.weight_rho"]) ** 2
            variance_b = F.softplus(weights[f"{name}.bias_rho"]) ** 2
            mean = apply(x, weights[f"{name}.weight_mu"], weights[f"{name}.bias_mu"])
            variance = 1e-16 + apply(x * x, variance_w, variance_b)
            draws += 1
            # Our tensors are channel-last, and so is the order of the noise.
            last = mean.permute(0, 2, 3, 1) if mean.dim() == 4 else mean
            zeta = torch.from_numpy(spread(last.numel(), 100 + draws).astype(np.float64) * 1.5).reshape(last.shape)
            zeta = zeta.permute(0, 3, 1, 2) if mean.dim() == 4 else zeta
            x = mean + variance.sqrt() * zeta
    return x


def kl_from_prior(weights):
    total = torch.zeros((), dtype=torch.float64)
    prior = torch.distributions.Normal(torch.zeros((), dtype=torch.float64), torch.tensor(0.1, dtype=torch.float64))
    for name in [n for n in weights if n.endswith("_mu")]:
        sigma = F.softplus(weights[name[:-3] + "_rho"])
        posterior = torch.distributions.Normal(weights[name], sigma)
        total = total + torch.distributions.kl_divergence(posterior, prior).sum()
    return total


def sample_of(gradient):
    """Sum, absolute sum and a few entries: enough to tell a wrong gradient, small enough to commit."""
    flat = gradient.flatten()
    index = [int(i) for i in np.unique(np.linspace(0, flat.numel() - 1, 7).astype(int))]
    return {"sum": flat.sum().item(), "absoluteSum": flat.abs().sum().item(), "largest": flat.abs().max().item(),
            "index": index, "value": [flat[i].item() for i in index]}


def make_forward_fixture(name, channels):
    table, activation, bayesian = NETWORKS[name]
    weights = {k: v.double().requires_grad_() for k, v in make_weights(table, bayesian, channels).items()}
    pixels = spread(BATCH * channels * 32 * 32, 50).astype(np.float64) * 0.5 + 0.5
    images = torch.from_numpy(np.float32(pixels)).reshape(BATCH, channels, 32, 32).double().requires_grad_()
    labels = torch.tensor([3, 0, 7])
    logits = forward(table, activation, bayesian, weights, images)
    loss = F.cross_entropy(logits, labels, reduction="sum")
    loss.backward()
    result = {"network": name, "channels": channels, "labels": labels.tolist(), "logits": logits.tolist(),
              "loss": loss.item(), "parameters": sum(v.numel() for v in weights.values()),
              "gradients": {k: sample_of(v.grad) for k, v in weights.items()}}
    if bayesian:
        for v in weights.values():
            v.grad = None
        kl = kl_from_prior(weights)
        kl.backward()
        result["kl"] = kl.item()
        result["klGradients"] = {k: sample_of(v.grad) for k, v in weights.items()}
    (FOLDER / f"forward-{name}-{channels}.json").write_text(json.dumps(result, indent=1) + "\n")
    gradient = np.float32(images.grad.numpy())
    np.save(FOLDER / f"input-gradient-{name}-{channels}.npy", gradient)


def make_adam_fixture(name, make_optimizer):
    """Three parameters, five steps with gradients from `spread`, the rate cut after the third."""
    shapes = [(2, 3), (4,), (1,)]
    parameters = [torch.from_numpy(spread(math.prod(s), 10 + i)).reshape(s).requires_grad_() for i, s in enumerate(shapes)]
    optimizer = make_optimizer(parameters)
    steps = []
    for step in range(5):
        for i, p in enumerate(parameters):
            p.grad = torch.from_numpy(spread(p.numel(), 20 + 5 * step + i)).reshape(p.shape) * 10.0 ** (-2 * i)
        if step == 3:
            optimizer.param_groups[0]["lr"] = 0.001
        optimizer.step()
        steps.append([p.detach().flatten().tolist() for p in parameters])
    (FOLDER / name).write_text(json.dumps({"shapes": shapes, "steps": steps}, indent=1) + "\n")


def make_file_fixtures():
    """Files as Python writes them."""
    save_file({"b": torch.arange(6, dtype=torch.float32).reshape(2, 3) / 8,
               "a": torch.tensor([1.5, -2.0], dtype=torch.float16),
               "c": torch.tensor([0.1], dtype=torch.float64),
               "d": torch.tensor([3.0, -0.15625], dtype=torch.bfloat16)},
              FORMATS / "python.safetensors", metadata={"network": "lenet"})
    save_file({"conv1.weight": torch.arange(4, dtype=torch.float32).reshape(1, 1, 2, 2) - 1.5,
               "conv1.bias": torch.tensor([0.1]), "fc1.weight": torch.ones(2, 3)},
              FORMATS / "python-f32.safetensors", metadata={"format": "pt", "network": "lenet"})
    np.save(FORMATS / "python-int64.npy", np.array([[7, -1, 2**40]], dtype=np.int64))
    np.save(FORMATS / "python-float64.npy", np.array([0.1, -2.5]))
    np.save(FORMATS / "python-uint8.npy", np.arange(24, dtype=np.uint8).reshape(2, 3, 4))
    np.save(FORMATS / "python-fortran.npy", np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)))
    np.save(FORMATS / "python-int16.npy", np.arange(3, dtype=np.int16))
    table, _, bayesian = NETWORKS["lenet"]
    # As torch.nn.Module.state_dict() would be saved: names and layouts, no metadata of ours.
    weights = {k: (v * 100).round() / 100 for k, v in make_weights(table, bayesian, 1).items()}
    save_file({k: v.half() for k, v in weights.items()}, FOLDER / "torch-lenet-f16.safetensors")


def make_resize_fixture():
    """28 -> 32 by PIL's bilinear filter, which torchvision's Resize calls for a PIL image, on uint8."""
    base = spread(4 * 28 * 28, 60).astype(np.float64).reshape(4, 28, 28)
    images = np.clip(np.rint(127.5 + 160 * base), 0, 255).astype(np.uint8)
    resized = np.stack([np.asarray(Image.fromarray(i).resize((32, 32), Image.BILINEAR)) for i in images])
    from torchvision.transforms import Resize
    check = np.stack([np.asarray(Resize((32, 32))(Image.fromarray(i))) for i in images])
    assert (resized == check).all()
    np.save(FOLDER / "resize-input.npy", images)
    np.save(FOLDER / "resize-pil.npy", resized)


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for network in NETWORKS:
        make_forward_fixture(network, 1)
    make_forward_fixture("lenet", 3)
    make_forward_fixture("blenet", 3)
    make_adam_fixture("adam.json", lambda parameters: torch.optim.Adam(parameters, lr=0.01))
    make_adam_fixture("adamw.json", lambda parameters: torch.optim.AdamW(parameters, lr=0.01, weight_decay=0.5))
    make_file_fixtures()
    make_resize_fixture()
