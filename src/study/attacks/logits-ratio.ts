import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Keeps the division finite where the three largest are equal, as in the authors' code. */
const SMALLEST_SPREAD = 1e-12;

/**
 * Difference of logits ratio (Croce & Hein 2020, "Reliable evaluation of adversarial robustness", eq. 6):
 * −(z_y − max_{i≠y} z_i) / (z_π1 − z_π3), π the order of decreasing z. Unlike the cross-entropy it does not vanish
 * where the model is sure, and it is above 0 exactly where the example is misclassified. It depends on differences of
 * logits alone, so that log-probabilities (of a mean prediction too) serve as z.
 * Needs three classes.
 */
export function logitsRatio(logProbabilities: Tensor2D, labels: Tensor1D): Tensor1D {
  const classes = logProbabilities.shape[1];
  // Where the three largest are, is a constant to the gradient: read to the host, out of the tape's sight.
  const order = tf.topk(logProbabilities, 3).indices.dataSync();
  const classesOf = labels.dataSync();
  const valueAt = (indices: ArrayLike<number>) =>
    tf.sum(tf.mul(logProbabilities, tf.oneHot(tf.tensor1d(Int32Array.from(indices), 'int32'), classes)), 1);
  const place = (rank: number) => classesOf.map((_, example) => order[example * 3 + rank]!);
  const [first, second, third] = [place(0), place(1), place(2)];
  const rival = first.map((top, example) => (top === classesOf[example] ? second[example]! : top));
  const spread = tf.add(tf.sub(valueAt(first), valueAt(third)), SMALLEST_SPREAD);
  return tf.neg(tf.div(tf.sub(valueAt(classesOf), valueAt(rival)), spread)) as Tensor1D;
}
