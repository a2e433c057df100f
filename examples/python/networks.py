"""The six networks in PyTorch, as a reader of the paper would write them: torch.nn layers, and for the Bayesian
twins the usual local reparameterisation. Parameter names are those of design.md: conv1.weight, fc1.bias_rho…"""

import torch
from torch import nn
from torch.nn import functional as F

PRIOR_SIGMA = 0.1


class BayesianLayer(nn.Module):
    """out = mean + sqrt(variance) * noise, with a factorised normal posterior over weight and bias."""

    def __init__(self, shape, outputs):
        super().__init__()
        for name, size in (("weight", shape), ("bias", (outputs,))):
            self.register_parameter(f"{name}_mu", nn.Parameter(torch.empty(size).normal_(0, 0.1)))
            self.register_parameter(f"{name}_rho", nn.Parameter(torch.empty(size).normal_(-5, 0.1)))

    def linear(self, x, weight, bias):
        raise NotImplementedError

    def forward(self, x):
        weight_sigma, bias_sigma = F.softplus(self.weight_rho), F.softplus(self.bias_rho)
        mean = self.linear(x, self.weight_mu, self.bias_mu)
        variance = 1e-16 + self.linear(x**2, weight_sigma**2, bias_sigma**2)
        return mean + torch.sqrt(variance) * torch.empty_like(mean).normal_(0, 1)

    def kl(self):
        """KL(posterior || N(0, PRIOR_SIGMA)), nats."""
        total = 0.0
        for mu, rho in ((self.weight_mu, self.weight_rho), (self.bias_mu, self.bias_rho)):
            ratio = (F.softplus(rho) / PRIOR_SIGMA) ** 2
            total = total + 0.5 * (ratio + (mu / PRIOR_SIGMA) ** 2 - 1 - torch.log(ratio)).sum()
        return total


class BayesianConv2d(BayesianLayer):
    def __init__(self, inputs, outputs, kernel, stride=1, padding=0):
        super().__init__((outputs, inputs, kernel, kernel), outputs)
        self.stride, self.padding = stride, padding

    def linear(self, x, weight, bias):
        return F.conv2d(x, weight, bias, self.stride, self.padding)


class BayesianLinear(BayesianLayer):
    def __init__(self, inputs, outputs):
        super().__init__((outputs, inputs), outputs)

    def linear(self, x, weight, bias):
        return F.linear(x, weight, bias)


class LeNet(nn.Module):
    Conv, Linear, activation = nn.Conv2d, nn.Linear, staticmethod(F.relu)

    def __init__(self, channels=1):
        super().__init__()
        self.conv1 = self.Conv(channels, 6, 5)
        self.conv2 = self.Conv(6, 16, 5)
        self.fc1 = self.Linear(400, 120)
        self.fc2 = self.Linear(120, 84)
        self.fc3 = self.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(self.activation(self.conv1(x)), 2)
        x = F.max_pool2d(self.activation(self.conv2(x)), 2)
        x = self.activation(self.fc1(x.flatten(1)))
        return self.fc3(self.activation(self.fc2(x)))


class AlexNet(nn.Module):
    Conv, Linear, activation = nn.Conv2d, nn.Linear, staticmethod(F.relu)
    last, dropout = 256, 0.5

    def __init__(self, channels=1):
        super().__init__()
        self.conv1 = self.Conv(channels, 64, 11, stride=4, padding=5)
        self.conv2 = self.Conv(64, 192, 5, padding=2)
        self.conv3 = self.Conv(192, 384, 3, padding=1)
        self.conv4 = self.Conv(384, 256, 3, padding=1)
        self.conv5 = self.Conv(256, self.last, 3, padding=1)
        self.fc1 = self.Linear(self.last, 10)

    def drop(self, x):
        return F.dropout(x, self.dropout, self.training) if self.dropout else x

    def forward(self, x):
        x = F.max_pool2d(self.drop(self.activation(self.conv1(x))), 2)
        x = F.max_pool2d(self.activation(self.conv2(x)), 2)
        x = self.drop(self.activation(self.conv3(x)))
        x = self.activation(self.conv4(x))
        x = F.max_pool2d(self.drop(self.activation(self.conv5(x))), 2)
        return self.fc1(x.flatten(1))


class SimpleCNN(nn.Module):
    Conv, Linear = nn.Conv2d, nn.Linear
    activation = staticmethod(F.softplus)

    def __init__(self, channels=1):
        super().__init__()
        self.conv1 = self.Conv(channels, 32, 5, padding=2)
        self.conv2 = self.Conv(32, 64, 5, padding=2)
        self.conv3 = self.Conv(64, 128, 5, padding=1)
        self.fc1 = self.Linear(512, 1000)
        self.fc2 = self.Linear(1000, 1000)
        self.fc3 = self.Linear(1000, 10)

    def forward(self, x):
        x = F.max_pool2d(self.activation(self.conv1(x)), 3, 2)
        x = F.max_pool2d(self.activation(self.conv2(x)), 3, 2)
        x = F.max_pool2d(self.activation(self.conv3(x)), 3, 2)
        x = self.activation(self.fc1(x.flatten(1)))
        return self.fc3(self.activation(self.fc2(x)))


class BLeNet(LeNet):
    Conv, Linear, activation = BayesianConv2d, BayesianLinear, staticmethod(F.softplus)


class BAlexNet(AlexNet):
    Conv, Linear, activation = BayesianConv2d, BayesianLinear, staticmethod(F.softplus)
    last, dropout = 128, 0.0


class BSimpleCNN(SimpleCNN):
    Conv, Linear = BayesianConv2d, BayesianLinear


NETWORKS = {
    "lenet": LeNet,
    "alexnet": AlexNet,
    "simplecnn": SimpleCNN,
    "blenet": BLeNet,
    "balexnet": BAlexNet,
    "bsimplecnn": BSimpleCNN,
}


def total_kl(model):
    return sum(layer.kl() for layer in model.modules() if isinstance(layer, BayesianLayer))
