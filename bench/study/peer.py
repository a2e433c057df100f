"""PyTorch's side of the benchmark: reads one JSON request a line, answers with wall and CPU milliseconds.

python peer.py THREADS"""

import json
import resource
import shutil
import sys
import time
from pathlib import Path

import foolbox
import numpy as np
import torch
import torchattacks
from safetensors.torch import load_file, save_file
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "python"))
from networks import NETWORKS, BayesianLayer, total_kl  # noqa: E402

TRAIN_SIZE = 50_000
BETA = 0.1


def load_images(folder, channels, count):
    images, labels = (np.load(f"{folder}/{kind}-{channels}.npy")[:count] for kind in ("images", "labels"))
    return torch.from_numpy(images), torch.from_numpy(labels.astype(np.int64))


def load_network(folder, name, channels):
    network = NETWORKS[name](channels)
    network.load_state_dict(load_file(f"{folder}/{name}-{channels}.safetensors"), strict=True)
    return network


def prepare_files(request):
    """Images and networks for both sides: random images and fresh networks, or those of a run."""
    folder, trained = request["folder"], request["trained"]

    def step():
        torch.manual_seed(1)
        for channels in (1, 3):
            np.save(f"{folder}/images-{channels}.npy", torch.rand(512, channels, 32, 32).numpy())
            np.save(f"{folder}/labels-{channels}.npy", np.arange(512, dtype=np.uint8) % 10)
            for name, network in NETWORKS.items():
                state, path = network(channels).state_dict(), f"{folder}/{name}-{channels}.safetensors"
                save_file(state, path, metadata={"format": "pt", "network": name})
        if trained is not None:
            take_trained(Path(trained), folder)
        return {"torch": torch.__version__, "torchattacks": torchattacks.__version__, "foolbox": foolbox.__version__}

    return step


def take_trained(artifacts, folder):
    (data,) = artifacts.glob("preprocess/*/data")
    images = np.load(data / "test-images.npy")[:512].astype(np.float32) / 255
    channels = images.shape[1]
    np.save(f"{folder}/images-{channels}.npy", images)
    shutil.copy(data / "test-labels.npy", f"{folder}/labels-{channels}.npy")
    for path in artifacts.glob(f"train/{data.parent.name}/*/**/model.safetensors"):
        shutil.copy(path, f"{folder}/{path.relative_to(artifacts).parts[2]}-{channels}.safetensors")


def prepare_training(request):
    network = load_network(request["folder"], request["network"], request["channels"]).train()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    images, labels = load_images(request["folder"], request["channels"], request["batch"])
    bayesian = any(isinstance(layer, BayesianLayer) for layer in network.modules())

    def step():
        optimizer.zero_grad()
        logits = network(images)
        loss = F.cross_entropy(logits, labels)
        if bayesian:
            loss = loss + total_kl(network) * (BETA / TRAIN_SIZE)
        loss.backward()
        optimizer.step()
        return loss.item(), (logits.argmax(1) == labels).sum().item()

    return step


def prepare_logits(request):
    network = load_network(request["folder"], request["network"], request["channels"]).eval()
    images, _ = load_images(request["folder"], request["channels"], 4)

    def step():
        with torch.no_grad():
            return network(images).flatten().tolist()

    return step


def without_restarts(attack):
    return {key: value for key, value in attack.items() if key != "restarts"}


def make_torchattack(network, attack, epsilon):
    settings = {key: attack[key] for key in ("alpha", "steps") if key in attack}
    if "relativeAlpha" in attack:
        settings["alpha"] = attack["relativeAlpha"] * epsilon / attack["steps"]
    if "restarts" in attack:
        # Each goes on with the images that the ones before did not fool.
        once = without_restarts(attack)
        runs = [make_torchattack(network, once, epsilon) for _ in range(attack["restarts"])]
        return torchattacks.MultiAttack(runs)
    match attack["name"]:
        case "fgsm":
            return torchattacks.FGSM(network, eps=epsilon)
        case "bim":
            return torchattacks.BIM(network, eps=epsilon, **settings)
        case "pgd-linf":
            return torchattacks.PGD(network, eps=epsilon, random_start=True, **settings)
        case "pgd-l2":
            return torchattacks.PGDL2(network, eps=epsilon, random_start=attack["randomStart"], **settings)


def make_foolbox_attack(attack):
    settings = {}
    if "alpha" in attack:
        settings = {"abs_stepsize": attack["alpha"], "steps": attack["steps"]}
    if "relativeAlpha" in attack:
        settings = {"rel_stepsize": attack["relativeAlpha"] / attack["steps"], "steps": attack["steps"]}
    if "restarts" in attack:
        return make_foolbox_attack(without_restarts(attack)).repeat(attack["restarts"])
    match attack["name"]:
        case "fgsm":
            return foolbox.attacks.LinfFastGradientAttack()
        case "bim":
            return foolbox.attacks.LinfBasicIterativeAttack(random_start=False, **settings)
        case "pgd-linf":
            return foolbox.attacks.LinfProjectedGradientDescentAttack(random_start=True, **settings)
        case "pgd-l2":
            return foolbox.attacks.L2ProjectedGradientDescentAttack(random_start=attack["randomStart"], **settings)


def prepare_grid(request):
    """Adversarial accuracy for each epsilon, as a user of the library would compute it."""
    network = load_network(request["folder"], request["network"], request["channels"]).eval()
    images, labels = load_images(request["folder"], request["channels"], request["images"])
    attack, epsilons = request["attack"], request["epsilons"]

    def step_torchattacks():
        accuracies = []
        for epsilon in epsilons:
            adversarial = make_torchattack(network, attack, epsilon)(images, labels)
            with torch.no_grad():
                accuracies.append((network(adversarial).argmax(1) == labels).float().mean().item())
        return accuracies

    model = foolbox.PyTorchModel(network, bounds=(0, 1), device="cpu")

    def step_foolbox():
        _, _, fooled = make_foolbox_attack(attack)(model, images, labels, epsilons=epsilons)
        return (1 - fooled.float().mean(1)).tolist()

    return {"torchattacks": step_torchattacks, "foolbox": step_foolbox}[request["library"]]


PREPARE = {"files": prepare_files, "train": prepare_training, "logits": prepare_logits, "grid": prepare_grid}


def cpu_ms():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


def main():
    torch.set_num_threads(int(sys.argv[1]))
    prepared = {}
    for line in sys.stdin:
        request = json.loads(line)
        if line not in prepared:
            if len(prepared) > 3:
                prepared.clear()
            prepared[line] = PREPARE[request["do"]](request)
        times = []
        for _ in range(request["repeats"]):
            wall, cpu = time.perf_counter(), cpu_ms()
            value = prepared[line]()
            times.append({"wallMs": (time.perf_counter() - wall) * 1000, "cpuMs": cpu_ms() - cpu})
        print(json.dumps({"times": times, "value": value}), flush=True)


main()
