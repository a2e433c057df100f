import * as tf from '@tensorflow/tfjs-core';
import { gatherImages, type ImageSet, listRange } from '../datasets/image-set.ts';
import { countCorrect } from '../metrics/count-correct.ts';
import type { LogProbabilities } from '../metrics/log-probabilities.ts';
import { meanNegativeLogLikelihood } from '../metrics/negative-log-likelihood.ts';
import { predictMean } from '../metrics/predict-mean.ts';
import { predictedClasses } from '../metrics/predicted-classes.ts';
import type { Model } from '../networks/model.ts';
import type { PhiloxKey } from '../random/index.ts';
import { shareOf, type Team } from './team.ts';

/** Images a forward pass takes at once: bounds memory; results do not depend on it. */
const BLOCK = 256;

/**
 * log of the mean prediction over posterior samples, for every image of a set; each team member predicts its share.
 * @param sampleKeys one a posterior sample; one for a deterministic network
 */
export async function predictSet(
  model: Model,
  set: ImageSet,
  sampleKeys: readonly PhiloxKey[],
  team: Team,
): Promise<LogProbabilities> {
  const { classes } = model;
  // A member leaves zeros where others predict, so the sum is what each would have found alone, to the bit.
  const values = new Float32Array(set.count * classes);
  const share = shareOf(team, set.count);
  const end = share.first + share.count;
  for (let { first } = share; first < end; first += BLOCK) {
    tf.tidy(() => {
      const images = gatherImages(set, listRange(first, Math.min(BLOCK, end - first)));
      const { logProbabilities } = predictMean(model, images, first, sampleKeys);
      values.set(logProbabilities.dataSync<'float32'>(), first * classes);
    });
  }
  return { values: await team.sum(values), classes };
}

/** Mean NLL (nats) and accuracy on a set. */
export async function evaluateSet(
  model: Model,
  set: ImageSet,
  sampleKeys: readonly PhiloxKey[],
  team: Team,
): Promise<{ loss: number; accuracy: number }> {
  const predictions = await predictSet(model, set, sampleKeys, team);
  return {
    loss: meanNegativeLogLikelihood(predictions, set.labels),
    accuracy: countCorrect(predictedClasses(predictions), set.labels) / set.count,
  };
}
