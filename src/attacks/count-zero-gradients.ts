import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Number of examples whose gradient [batch, height, width, channels] is exactly zero everywhere. */
export function countZeroGradients(gradient: Tensor4D): number {
  return tf.tidy(() => {
    const largest = tf.max(tf.abs(gradient), [1, 2, 3]);
    return tf.sum(tf.cast(tf.equal(largest, 0), 'int32')).dataSync()[0]!;
  });
}
