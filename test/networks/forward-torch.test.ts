import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import { readNpy } from '../../runner/src/formats/npy.ts';
import { loadEngine } from '../../src/engines/index.ts';
import { createParameters } from '../../src/networks/create-model.ts';
import { forward } from '../../src/networks/forward.ts';
import { bindWeights } from '../../src/networks/weights.ts';
import {
  FIXTURES,
  makeTorchImages,
  makeTorchNetwork,
  makeTorchParameters,
  readTorchFixture,
  torchNoise,
} from './torch-case.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

/** Largest difference as a share of the largest expected value. */
function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let largest = 0;
  for (let index = 0; index < expected.length; index += 1) {
    difference = Math.max(difference, Math.abs(actual[index]! - expected[index]!));
    largest = Math.max(largest, Math.abs(expected[index]!));
  }
  return actual.length === expected.length ? difference / largest : Number.NaN;
}

const matchesTorch = test.macro({
  title: (_, name: string, channels: number) =>
    `${name} with ${channels} channel(s): logits, loss and input gradient are PyTorch's`,
  exec: async (t, name: string, channels: number) => {
    const fixture = await readTorchFixture(name, channels);
    const network = makeTorchNetwork(fixture);
    const weights = bindWeights(network, createParameters(network, makeTorchParameters(network)));
    const images = makeTorchImages(channels);

    const run = (x: tf.Tensor): tf.Tensor2D =>
      forward(network, weights, x as tf.Tensor4D, { noise: torchNoise, dropout: undefined });
    const loss = (x: tf.Tensor): tf.Tensor => {
      const target = tf.oneHot(tf.tensor1d([...fixture.labels], 'int32'), 10);
      return tf.neg(tf.sum(tf.mul(tf.logSoftmax(run(x)), target)));
    };
    const { value, grad } = tf.valueAndGrad(loss)(images);
    const gradient = tf.transpose(grad, [0, 3, 1, 2]).dataSync<'float32'>();
    const expected = await readNpy(`${FIXTURES}/input-gradient-${name}-${channels}.npy`);

    t.true(relativeError(run(images).dataSync(), fixture.logits.flat()) < 1e-5, 'logits');
    t.true(relativeError(value.dataSync(), [fixture.loss]) < 1e-5, 'loss');
    t.true(relativeError(gradient, expected.data as Float32Array) < 1e-5, 'input gradient');
  },
});

for (const name of ['lenet', 'alexnet', 'simplecnn', 'blenet', 'balexnet', 'bsimplecnn']) {
  test.serial(matchesTorch, name, 1);
}
test.serial(matchesTorch, 'lenet', 3);
test.serial(matchesTorch, 'blenet', 3);
