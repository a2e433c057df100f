import os

import numpy as np
import torch
from networks import NETWORKS, total_kl
from safetensors.torch import save_file
from torch.nn import functional as F
from torchvision import datasets, transforms

torch.manual_seed(1)
to_bytes = transforms.Compose([transforms.Resize(32), transforms.PILToTensor()])  # uint8, 1×32×32


def load(train, count):
    digits = datasets.MNIST("data", train=train, download=True, transform=to_bytes)
    images, labels = zip(*(digits[index] for index in range(count)))
    return torch.stack(images), torch.tensor(labels)


images, labels = load(train=True, count=10_000)
os.makedirs("weights", exist_ok=True)
for name in ("lenet", "blenet"):
    model = NETWORKS[name](channels=1)
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    for epoch in range(2):
        for batch in torch.randperm(len(images)).split(128):
            logits = model(images[batch] / 255)  # pixels in [0, 1], no further normalisation
            loss = F.cross_entropy(logits, labels[batch]) + 0.01 / len(images) * total_kl(model)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    save_file(model.state_dict(), f"weights/{name}.safetensors")

images, labels = load(train=False, count=200)
np.save("images.npy", images.numpy())  # N×C×32×32: uint8, or float32 in [0, 1]
np.save("labels.npy", labels.numpy())  # N class numbers, 0 to 9
