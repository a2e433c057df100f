import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { logMeanExp } from '../metrics/log-mean-exp.ts';
import type { Model, NoiseBlock } from '../networks/model.ts';
import type { PhiloxKey } from '../random/philox.ts';

/**
 * Gradient of the attacked loss at `images` [batch, height, width, channels], shaped like them. The caller disposes it.
 * @param step number of the attack's step: it decides which posterior samples are drawn, the same for every ε
 */
export type LossGradient = (images: Tensor4D, step: number) => Tensor4D;

export interface LossGradientOptions {
  /** [batch], int32. */
  readonly labels: Tensor1D;
  readonly classes: number;
  /** Index in the dataset of the batch's first example; the others follow it. */
  readonly firstExample: number;
  /** Keys of the posterior samples averaged over at a step: K of them. One for a deterministic network. */
  readonly sampleKeys: (step: number) => readonly PhiloxKey[];
}

/**
 * Makes the gradient of L(x) = −Σ over examples of log(mean over K samples of softmax(logits)[label]):
 * for K = 1 the cross-entropy, for more the expected prediction of a Bayesian network (Zimmermann 2019,
 * arXiv 1907.00895), which a gradient of one sample does not see. Summed, not averaged, so that an example's
 * gradient does not depend on its batch.
 */
export function createLossGradient(model: Model, options: LossGradientOptions): LossGradient {
  const { labels, classes, firstExample, sampleKeys } = options;
  const count = labels.shape[0];
  return (images, step) => {
    const keys = sampleKeys(step);
    const noise: NoiseBlock[] = keys.map((key) => ({ key, firstExample, count }));
    const loss = (x: tf.Tensor): tf.Scalar => {
      const copies = keys.length === 1 ? x : tf.concat(keys.map(() => x));
      const logits = model.logits(copies as Tensor4D, noise); // [K·batch, classes]
      const target = tf.tile(tf.oneHot(labels, classes), [keys.length, 1]);
      const logLikelihoods = tf.sum(tf.mul(tf.logSoftmax(logits) as Tensor2D, target), 1); // [K·batch]
      return tf.neg(tf.sum(logMeanExp(tf.reshape(logLikelihoods, [keys.length, count])))) as tf.Scalar;
    };
    return tf.tidy(() => tf.grad(loss as (x: tf.Tensor) => tf.Tensor)(images) as Tensor4D);
  };
}
