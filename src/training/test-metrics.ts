import type { ImageSet } from '../datasets/image-set.ts';
import { brierScore } from '../metrics/brier-score.ts';
import { countCorrect } from '../metrics/count-correct.ts';
import { expectedCalibrationError } from '../metrics/expected-calibration-error.ts';
import { meanNegativeLogLikelihood } from '../metrics/negative-log-likelihood.ts';
import { predictedClasses } from '../metrics/predicted-classes.ts';
import type { Model } from '../networks/model.ts';
import { deriveKey } from '../random/index.ts';
import { wilsonInterval } from '../statistics/wilson-interval.ts';
import { predictSet } from './evaluate.ts';

interface TestMetrics {
  readonly testCount: number;
  /** With its 95% Wilson interval. */
  readonly testAccuracy: { readonly value: number; readonly low: number; readonly high: number };
  /** Nats. */
  readonly testNll: number;
  readonly ece: number;
  readonly brier: number;
  /** How many posterior samples the mean prediction has; 1 for frequentist networks. */
  readonly evaluationSamples: number;
}

export interface Tested {
  readonly metrics: TestMetrics;
  /** For each image 1 where it was right, 0 where it was wrong. */
  readonly outcomes: Uint8Array;
}

/** Measures a trained network on clean test images, by its mean prediction. */
export function measureTest(model: Model, set: ImageSet, seed: number, evaluationSamples: number): Tested {
  const samples = model.bayesian ? evaluationSamples : 1;
  const keys = Array.from({ length: samples }, (_, sample) => deriveKey(seed, 'evaluation', sample));
  const predictions = predictSet(model, set, keys);
  const predicted = predictedClasses(predictions);
  const correct = countCorrect(predicted, set.labels);
  return {
    metrics: {
      testCount: set.count,
      testAccuracy: { value: correct / set.count, ...wilsonInterval(correct, set.count) },
      testNll: meanNegativeLogLikelihood(predictions, set.labels),
      ece: expectedCalibrationError(predictions, set.labels),
      brier: brierScore(predictions, set.labels),
      evaluationSamples: samples,
    },
    outcomes: Uint8Array.from(set.labels, (label, image) => (predicted[image] === label ? 1 : 0)),
  };
}
