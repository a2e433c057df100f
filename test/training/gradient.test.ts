import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import { loadEngine } from '../../src/engines/index.ts';
import type { Network } from '../../src/networks/network.ts';
import { exportParameter, listParameters } from '../../src/networks/parameters.ts';
import { computeGradient } from '../../src/training/gradient.ts';
import {
  joinState,
  listVectors,
  type ParameterVector,
  partVectors,
} from '../../src/training/parameter-vectors.ts';
import {
  BATCH,
  type GradientSample,
  makeTorchImages,
  makeTorchNetwork,
  makeTorchParameters,
  readTorchFixture,
  torchNoise,
} from '../networks/torch-case.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

/** PyTorch's parameters, in vectors. */
function makeContents(network: Network, vectors: readonly ParameterVector[]): Map<string, tf.Tensor> {
  const values = makeTorchParameters(network);
  const parameters = new Map(
    listParameters(network).map(({ name, shape }) => [name, { shape, value: values.get(name)! }]),
  );
  const joined = joinState(vectors, { step: 0, parameters });
  return new Map(
    [...joined.parameters].map(([name, { shape, value }]) => [name, tf.tensor(value!, [...shape])]),
  );
}

/** Of two gradients, sample by sample: nll + share · kl. */
function combine(nll: GradientSample, kl: GradientSample | undefined, share: number): number[] {
  return nll.value.map((value, index) => value / BATCH + share * (kl?.value[index] ?? 0));
}

const matchesTorch = test.macro({
  title: (_, name: string, share: number) =>
    `${name}: parameter gradients are PyTorch's, with ${share} of the KL term`,
  exec: async (t, name: string, share: number) => {
    const fixture = await readTorchFixture(name, 1);
    const network = makeTorchNetwork(fixture);
    const batch = { images: makeTorchImages(1), labels: Int32Array.from(fixture.labels) };
    const drawRandomness = () => ({ noise: torchNoise, dropout: undefined });
    const vectors = listVectors(network);
    const contents = makeContents(network, vectors);
    const { loss, gradients } = computeGradient(network, vectors, contents, batch, drawRandomness, share);
    const parted = partVectors(vectors, gradients);
    t.true(Math.abs(loss / (fixture.loss / BATCH) - 1) < 1e-5);
    for (const spec of listParameters(network)) {
      const tensor = parted.get(spec.name)!;
      const actual = exportParameter(spec, tensor.dataSync<'float32'>());
      const nll = fixture.gradients[spec.name]!;
      const kl = fixture.klGradients?.[spec.name];
      const largest = nll.largest / BATCH + share * (kl?.largest ?? 0);
      combine(nll, kl, share).forEach((expected, index) => {
        const difference = Math.abs(actual[nll.index[index]!]! - expected);
        t.true(
          difference < 1e-5 * largest,
          `${spec.name}[${nll.index[index]}]: off by ${difference / largest} of the largest`,
        );
      });
      const sum = actual.reduce((total, value) => total + value, 0);
      const expectedSum = nll.sum / BATCH + share * (kl?.sum ?? 0);
      const scale = nll.absoluteSum / BATCH + share * (kl?.absoluteSum ?? 0);
      t.true(Math.abs(sum - expectedSum) < 1e-5 * scale, `sum over ${spec.name}`);
      tensor.dispose();
    }
  },
});

for (const name of ['lenet', 'alexnet', 'simplecnn', 'blenet', 'balexnet', 'bsimplecnn']) {
  test.serial(matchesTorch, name, 0);
}
test.serial(matchesTorch, 'blenet', 0.01);
test.serial(matchesTorch, 'balexnet', 0.001);

test.serial('the number of right answers is counted', async (t) => {
  const fixture = await readTorchFixture('lenet', 1);
  const network = makeTorchNetwork(fixture);
  const best = fixture.logits.map((row) => row.indexOf(Math.max(...row)));
  const count = (labels: readonly number[]): number =>
    tf.tidy(() => {
      const batch = { images: makeTorchImages(1), labels: Int32Array.from(labels) };
      const vectors = listVectors(network);
      const contents = makeContents(network, vectors);
      const drawRandomness = () => ({ noise: torchNoise, dropout: undefined });
      const result = computeGradient(network, vectors, contents, batch, drawRandomness, 0);
      tf.dispose([...result.gradients.values()]);
      return result.correct;
    });
  t.is(count(best), 3);
  t.is(count([best[0]!, (best[1]! + 1) % 10, best[2]!]), 2);
});
