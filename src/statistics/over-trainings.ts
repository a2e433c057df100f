import { type Estimate, shiftEstimate, sumEstimates } from './estimate.ts';
import { estimateMeanShare } from './student-t.ts';
import { wilsonIntervalOfShare } from './wilson-interval.ts';

/** A share of `count` images, with Wilson's interval. */
export function estimateShare(share: number, count: number): Estimate {
  return { value: share, ...wilsonIntervalOfShare(share, count) };
}

/**
 * Mean share over trainings that were judged on the same `count` images, with a 95% interval in which both chances
 * count: that of a training, by Student's t over them, and that of the images, by Wilson's interval of the mean. With
 * few images trainings may agree to the last image, which says nothing of other images.
 */
export function estimateOverTrainings(shares: readonly number[], count: number): Estimate {
  const overTrainings = estimateMeanShare(shares);
  return joinChances(overTrainings, estimateShare(overTrainings.value, count));
}

/** As addChance, of a share: cut to [0, 1]. */
export function joinChances(training: Estimate, images: Estimate): Estimate {
  const { value, low, high } = addChance(training, images);
  return { value, low: Math.max(0, low), high: Math.min(1, high) };
}

/**
 * The interval of a number that two independent chances move: that of a sum with what the images alone add, which is 0
 * on average.
 * @param training its value is the result's
 */
export function addChance(training: Estimate, images: Estimate): Estimate {
  return sumEstimates([
    { weight: 1, estimate: training },
    { weight: 1, estimate: shiftEstimate(images, images.value) },
  ]);
}
