import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../engines/index.ts';

/** −log of the mean probability of the label: [examples, classes], [examples] → [examples]. */
export function crossEntropy(logProbabilities: Tensor2D, labels: Tensor1D): Tensor1D {
  return tf.sum(tf.mul(logProbabilities, oneHot(labels, logProbabilities.shape[1], -1)), 1);
}
