import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { logSoftmax } from '../engines/index.ts';
import type { Model } from '../networks/model.ts';
import type { PhiloxKey } from '../random/philox.ts';
import { logMeanExp } from './log-mean-exp.ts';

/** The mean prediction of a batch, and how uncertain the single samples are. */
export interface MeanPrediction {
  /** [batch, classes]: log of the mean over samples of softmax(logits). */
  readonly logProbabilities: Tensor2D;
  /** [batch]: mean over samples of the entropy of softmax(logits), nats. */
  readonly expectedEntropies: Tensor1D;
}

/**
 * Predicts with the mean over posterior samples, one forward pass for each key: the Monte Carlo estimate of a Bayesian network's
 * posterior predictive. The caller disposes both tensors.
 * @param images [batch, height, width, channels]
 * @param firstExample index of the batch's first example in the dataset; the others follow it there
 * @param sampleKeys one for each posterior sample; exactly one for a deterministic network
 */
export function predictMean(
  model: Model,
  images: Tensor4D,
  firstExample: number,
  sampleKeys: readonly PhiloxKey[],
): MeanPrediction {
  return tf.tidy(() => {
    const samples = sampleKeys.map((key) =>
      // Without a tidy of its own, the activations of all samples would be in memory at once.
      tf.tidy(() =>
        logSoftmax(model.logits(images, [{ key, firstExample, count: images.shape[0] }]) as tf.Tensor),
      ),
    );
    const logProbabilities = tf.stack(samples); // [samples, batch, classes]
    const entropies = tf.neg(tf.sum(tf.mul(tf.exp(logProbabilities), logProbabilities), 2)); // [samples, batch]
    return {
      logProbabilities: logMeanExp(logProbabilities) as Tensor2D,
      expectedEntropies: tf.mean(entropies, 0) as Tensor1D,
    };
  });
}
