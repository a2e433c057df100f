import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { logSoftmax } from '../engines/index.ts';
import type { Model } from '../networks/model.ts';
import type { PhiloxKey } from '../random/philox.ts';
import { logMeanExp } from './log-mean-exp.ts';

export interface MeanPrediction {
  /** [batch, classes]: log of the mean over samples of softmax(logits). */
  readonly logProbabilities: Tensor2D;
  /** [batch]: mean over samples of the entropy of softmax(logits), nats. */
  readonly expectedEntropies: Tensor1D;
}

/**
 * Predicts with the mean of one forward pass a key: the Monte Carlo estimate of a Bayesian network's posterior
 * predictive. The caller disposes both tensors.
 * @param images [batch, height, width, channels]
 * @param firstExample index in the dataset of the batch's first example; the others follow it
 * @param sampleKeys one a posterior sample; exactly one for a deterministic network
 */
export function predictMean(
  model: Model,
  images: Tensor4D,
  firstExample: number,
  sampleKeys: readonly PhiloxKey[],
): MeanPrediction {
  return tf.tidy(() => {
    const samples = sampleKeys.map((key) =>
      // A tidy of its own: otherwise the activations of all samples would be alive at once.
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
