import numpy as np
import torch
import torchattacks
from networks import NETWORKS
from safetensors.torch import load_file

model = NETWORKS["lenet"](channels=1).eval()
model.load_state_dict(load_file("weights/lenet.safetensors"))
images = torch.from_numpy(np.load("images.npy")) / 255
labels = torch.from_numpy(np.load("labels.npy")).long()

for epsilon in (0.05, 0.1, 0.2):
    attacks = {
        "fgsm": torchattacks.FGSM(model, eps=epsilon),
        "bim": torchattacks.BIM(model, eps=epsilon, alpha=0.01, steps=10),
        "pgd-l2": torchattacks.PGDL2(model, eps=epsilon, alpha=0.2, steps=10, random_start=False),
    }
    for name, attack in attacks.items():
        theirs = model(attack(images, labels)).argmax(1).numpy()
        ours = np.load(f"artifacts/attack-grid/lenet/{name}/{epsilon:g}/result/predictions.npy")
        accuracies = [(predictions == labels.numpy()).mean() for predictions in (ours, theirs)]
        print(f"{name} {epsilon}: accuracy {accuracies[0]:.3f}, torchattacks {accuracies[1]:.3f}, {(ours != theirs).sum()} differ")
