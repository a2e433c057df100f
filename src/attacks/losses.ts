import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../engines/index.ts';

/**
 * Cross-entropy in nats, −log p_y, where p is the mean prediction over K posterior samples.
 * @param logProbabilities [examples, classes], log of the mean prediction
 * @param labels [examples], int32
 * @returns [examples]
 */
export function crossEntropy(logProbabilities: Tensor2D, labels: Tensor1D): Tensor1D {
  return tf.sum(tf.mul(logProbabilities, oneHot(labels, logProbabilities.shape[1], -1)), 1);
}

/** Keeps the division finite where the three largest are equal, as in the authors' code. */
const SMALLEST_SPREAD = 1e-12;

/**
 * Difference of logits ratio (Croce & Hein 2020, "Reliable evaluation of adversarial robustness with an ensemble of
 * diverse parameter-free attacks", eq. 6):
 *
 *     DLR(z, y) = −(z_y − max_{i≠y} z_i) / (z_π1 − z_π3),   π the order of decreasing z.
 *
 * Unlike the cross-entropy it does not vanish where the model is sure, and it is above 0 exactly where the example is
 * misclassified. Only differences of logits count, so log-probabilities (of a mean prediction too) can stand for z.
 * @param logProbabilities [examples, classes], at least three classes
 * @param labels [examples], int32
 * @returns [examples]
 */
export function logitsRatio(logProbabilities: Tensor2D, labels: Tensor1D): Tensor1D {
  const [first, second, third] = tf
    .split(markLargest(logProbabilities), 3, 1)
    .map((mark) => tf.squeeze(mark, [1])); // each [examples, classes]
  const label = oneHot(labels, logProbabilities.shape[1], 1); // [examples, classes]
  const isFirst = tf.sum(tf.mul(first!, label), 1, true); // [examples, 1]
  const rival = tf.add(tf.mul(isFirst, second!), tf.mul(tf.sub(1, isFirst), first!));
  const valueAt = (mark: tf.Tensor) => tf.sum(tf.mul(logProbabilities, mark), 1);
  const spread = tf.add(tf.sub(valueAt(first!), valueAt(third!)), SMALLEST_SPREAD);
  return tf.neg(tf.div(tf.sub(valueAt(label), valueAt(rival)), spread)) as Tensor1D;
}

/** 1 at the largest, the second and the third of each row, else 0: [examples, 3, classes]. A constant to the gradient. */
const markLargest = tf.customGrad((values) => {
  const [rows, classes] = (values as Tensor2D).shape;
  const { indices } = tf.topk(values as Tensor2D, 3);
  const value = tf.reshape(oneHot(tf.reshape(indices, [3 * rows]), classes, 1), [rows, 3, classes]);
  return { value, gradFunc: () => tf.zerosLike(values as tf.Tensor) };
});
