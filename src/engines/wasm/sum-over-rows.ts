import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The sum over all axes but the last, which is the gradient of a bias. It is computed as products with ones, which are
 * fast here. Images are summed over the batch first and then over the pixels: sums of sums lose fewer bits than one sum
 * of 200,000 terms.
 * @param dy [batch, channels] or [batch, height, width, channels]
 * @returns [channels]
 */
export function sumOverRowsOnWasm(dy: Tensor): Tensor {
  const [batch = 0] = dy.shape;
  const channels = dy.shape.at(-1)!;
  return tf.tidy(() => {
    const overBatch = sumRows(tf.reshape(dy, [batch, -1]));
    return tf.reshape(sumRows(tf.reshape(overBatch, [-1, channels])), [channels]);
  });
}

function sumRows(matrix: Tensor): Tensor {
  const [rows = 0] = matrix.shape;
  return rows === 1 ? matrix : tf.matMul(tf.ones([1, rows]), matrix);
}
