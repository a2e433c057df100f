import * as tf from '@tensorflow/tfjs-core';
import { randomUniformRows } from '../engines/index.ts';
import { drawBlockNoise } from '../networks/block-noise.ts';
import type { ForwardRandomness } from '../networks/forward.ts';
import type { Network } from '../networks/network.ts';
import { deriveKey } from '../random/index.ts';

/**
 * The noise and dropout masks of a training mini-batch. They depend only on (seed, epoch, position in the epoch's order,
 * layer), so that a resumed training draws the same as an undisturbed one.
 */
export function drawBatchRandomness(
  network: Network,
  seed: number,
  epoch: number,
  position: number,
  count: number,
): ForwardRandomness {
  const dropoutKey = deriveKey(seed, 'dropout', epoch);
  return {
    noise: drawBlockNoise(network, [
      { key: deriveKey(seed, 'training-noise', epoch), firstExample: position, count },
    ]),
    dropout: (index, shape, rate) =>
      tf.tidy(() => {
        const rowSize = shape.slice(1).reduce((product, size) => product * size, 1);
        const draws = randomUniformRows(position, count, rowSize, dropoutKey, index);
        const isKept = tf.cast(tf.greaterEqual(draws, rate), 'float32');
        return tf.reshape(tf.mul(isKept, 1 / (1 - rate)), [...shape]);
      }),
  };
}
