import * as tf from '@tensorflow/tfjs-core';
import { gatherImages, type ImageSet, listRange } from '../datasets/image-set.ts';
import { countCorrect } from '../metrics/count-correct.ts';
import type { LogProbabilities } from '../metrics/log-probabilities.ts';
import { meanNegativeLogLikelihood } from '../metrics/negative-log-likelihood.ts';
import { predictMean } from '../metrics/predict-mean.ts';
import { predictedClasses } from '../metrics/predicted-classes.ts';
import type { Model } from '../networks/model.ts';
import type { PhiloxKey } from '../random/index.ts';

/** Images in one forward pass. Limits memory; results do not depend on it. */
const BLOCK = 256;

/**
 * The log of the mean prediction over posterior samples, for every image of a set.
 * @param sampleKeys a key for each posterior sample; one key for a deterministic network
 */
export function predictSet(model: Model, set: ImageSet, sampleKeys: readonly PhiloxKey[]): LogProbabilities {
  const parts: Float32Array[] = [];
  let classes = 0;
  for (let first = 0; first < set.count; first += BLOCK) {
    tf.tidy(() => {
      const images = gatherImages(set, listRange(first, Math.min(BLOCK, set.count - first)));
      const { logProbabilities } = predictMean(model, images, first, sampleKeys);
      classes = logProbabilities.shape[1];
      parts.push(logProbabilities.dataSync<'float32'>().slice());
    });
  }
  const values = new Float32Array(set.count * classes);
  parts.reduce((offset, part) => {
    values.set(part, offset);
    return offset + part.length;
  }, 0);
  return { values, classes };
}

/** The mean NLL (nats) and the accuracy on a set. */
export function evaluateSet(
  model: Model,
  set: ImageSet,
  sampleKeys: readonly PhiloxKey[],
): { loss: number; accuracy: number } {
  const predictions = predictSet(model, set, sampleKeys);
  return {
    loss: meanNegativeLogLikelihood(predictions, set.labels),
    accuracy: countCorrect(predictedClasses(predictions), set.labels) / set.count,
  };
}
