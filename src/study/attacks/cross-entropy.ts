import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** −log of the mean probability of the label: [examples, classes], [examples] → [examples]. */
export function crossEntropy(logProbabilities: Tensor2D, labels: Tensor1D): Tensor1D {
  const minusTarget = tf.oneHot(labels, logProbabilities.shape[1], -1, 0, 'float32');
  return tf.sum(tf.mul(logProbabilities, minusTarget), 1);
}
