import * as tf from '@tensorflow/tfjs-core';
import { randomNormalRows } from '../engines/index.ts';
import { NetworkError } from './errors.ts';
import type { ForwardRandomness } from './forward.ts';
import type { NoiseBlock } from './model.ts';

/**
 * Noise of a forward pass: ζ of an example is a function of (block key, layer, example index) alone. A layer is a
 * Philox stream, an example a row of it.
 */
export function drawBlockNoise(blocks: readonly NoiseBlock[]): ForwardRandomness['noise'] {
  return (index, shape) => {
    const [batch, ...rest] = shape as [number, ...number[]];
    const total = blocks.reduce((sum, { count }) => sum + count, 0);
    if (total !== batch) {
      throw new NetworkError(
        'NOISE_BLOCKS_MISMATCH',
        `Noise blocks cover ${total} examples, the batch has ${batch}`,
        {
          hint: 'Give a Bayesian network blocks whose counts sum to the batch.',
        },
      );
    }
    const rowSize = rest.reduce((product, size) => product * size, 1);
    return tf.tidy(() => {
      const rows = blocks.map(({ key, firstExample, count }) =>
        randomNormalRows(firstExample, count, rowSize, key, index),
      );
      return tf.reshape(rows.length === 1 ? rows[0]! : tf.concat(rows, 0), [...shape]);
    });
  };
}
