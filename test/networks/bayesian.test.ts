import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import { loadEngine, randomNormalRows } from '../../src/engines/index.ts';
import { klFromPrior, reparameterise, varianceOf } from '../../src/networks/bayesian.ts';
import { createParameters } from '../../src/networks/create-model.ts';
import { forward } from '../../src/networks/forward.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import { listParameters } from '../../src/networks/parameters.ts';
import { bindWeights } from '../../src/networks/weights.ts';
import { sumKl } from '../../src/training/validate.ts';
import { makeTorchNetwork, makeTorchParameters, readTorchFixture } from './torch-case.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

const softplus = (x: number): number => Math.log1p(Math.exp(x));

test('the variance of a weight is softplus(ρ)²', (t) => {
  const rho = [-5, -1, 0, 2];
  const actual = varianceOf(tf.tensor1d(rho)).dataSync();
  rho.forEach((value, index) => {
    t.true(Math.abs(actual[index]! / softplus(value) ** 2 - 1) < 1e-5);
  });
});

test('KL of one weight is the closed form, and 0 for the prior itself', (t) => {
  const closed = (mu: number, sigma: number): number =>
    Math.log(0.1 / sigma) + (sigma ** 2 + mu ** 2) / (2 * 0.1 ** 2) - 0.5;
  for (const [mu, sigma] of [
    [0.05, 0.0067],
    [-0.4, 0.2],
    [0, 1],
  ] as const) {
    const kl = klFromPrior(tf.tensor1d([mu]), tf.tensor1d([sigma ** 2])).dataSync()[0]!;
    t.true(Math.abs(kl / closed(mu, sigma) - 1) < 1e-5, `μ ${mu}, σ ${sigma}`);
  }
  t.true(Math.abs(klFromPrior(tf.tensor1d([0]), tf.tensor1d([0.01])).dataSync()[0]!) < 1e-6);
});

for (const name of ['blenet', 'balexnet', 'bsimplecnn']) {
  test.serial(`KL of ${name} is that of torch.distributions`, async (t) => {
    const fixture = await readTorchFixture(name, 1);
    const network = makeTorchNetwork(fixture);
    const kl = tf.tidy(() => sumKl(network, createParameters(network, makeTorchParameters(network))));
    t.true(Math.abs(kl / fixture.kl! - 1) < 1e-5);
  });
}

test('a sample is mean + √variance · ζ, and so are its gradients', (t) => {
  const [mean, variance, zeta, dy] = [0.3, 0.04, -1.5, 2];
  const sample = (m: tf.Tensor, v: tf.Tensor): tf.Tensor => tf.mul(reparameterise(m, v, tf.scalar(zeta)), dy);
  const { value, grads } = tf.valueAndGrads(sample as (...x: tf.Tensor[]) => tf.Tensor)([
    tf.scalar(mean),
    tf.scalar(variance),
  ]);
  const close = (actual: tf.Tensor, expected: number): boolean =>
    Math.abs(actual.dataSync()[0]! - expected) < 1e-6;
  t.true(close(value, dy * (mean + 0.2 * zeta)));
  t.true(close(grads[0]!, dy));
  t.true(close(grads[1]!, (dy * zeta) / (2 * 0.2)));
});

test('over its noise, a layer has the mean and variance of a random weight matrix', (t) => {
  // One dense layer of a B-LeNet, by the definition: y = Σ x·w + b with w ~ N(μ, σ²), b ~ N(μ_b, σ_b²).
  const network = resolveNetwork('blenet', 1);
  const last = { ...network, layers: network.layers.slice(-1) };
  const values = new Map(
    listParameters(last).map(({ name, shape }) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const base = name.endsWith('rho') ? -1.5 : 0.1;
      return [name, Float32Array.from({ length: count }, (_, index) => base + 0.3 * Math.sin(index))];
    }),
  );
  const weights = bindWeights(last, createParameters(last, values));
  const inputs = Float32Array.from({ length: 84 }, (_, index) => Math.cos(index));
  const draws = 4000;
  const outputs = tf.tidy(() => {
    const x = tf.tile(tf.tensor2d(inputs, [1, 84]), [draws, 1]);
    const noise = (_: number, shape: readonly number[]): tf.Tensor =>
      randomNormalRows(0, shape[0]!, shape[1]!, [3, 4], 0);
    return forward(last, weights, x as unknown as tf.Tensor4D, { noise, dropout: undefined });
  });
  const { mean, variance } = tf.moments(outputs, 0);
  for (let output = 0; output < 10; output += 1) {
    let expectedMean = values.get('fc3.bias_mu')![output]!;
    let expectedVariance = softplus(values.get('fc3.bias_rho')![output]!) ** 2;
    for (let input = 0; input < 84; input += 1) {
      expectedMean += inputs[input]! * values.get('fc3.weight_mu')![input * 10 + output]!;
      expectedVariance +=
        (inputs[input]! * softplus(values.get('fc3.weight_rho')![input * 10 + output]!)) ** 2;
    }
    // Five standard errors.
    t.true(Math.abs(mean.dataSync()[output]! - expectedMean) < 5 * Math.sqrt(expectedVariance / draws));
    t.true(Math.abs(variance.dataSync()[output]! / expectedVariance - 1) < 5 * Math.sqrt(2 / draws));
  }
});
