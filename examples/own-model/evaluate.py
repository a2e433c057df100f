import sys

import numpy as np
import torch
from networks import NETWORKS
from safetensors import safe_open
from safetensors.torch import load_file

model_folder, data_folder = sys.argv[1:] or ["artifacts/import-model/blenet/model", "artifacts/preprocess/data"]
path = f"{model_folder}/model.safetensors"
with safe_open(path, "pt") as file:
    metadata = file.metadata()  # {"format": "pt", "network": "blenet", "channels": "1"}
model = NETWORKS[metadata["network"]](int(metadata["channels"])).eval()
model.load_state_dict(load_file(path), strict=True)

images = torch.from_numpy(np.load(f"{data_folder}/test-images.npy")) / 255
labels = torch.from_numpy(np.load(f"{data_folder}/test-labels.npy")).long()
with torch.no_grad():  # a Bayesian network draws its noise at each pass: the mean of 32 predictions
    probabilities = torch.stack([model(images).softmax(1) for _ in range(32)]).mean(0)
print(f"{metadata['network']}: accuracy {(probabilities.argmax(1) == labels).float().mean():.4f} of {len(labels)} images")
