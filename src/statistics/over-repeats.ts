import { type Estimate, shiftEstimate, sumEstimates } from './estimate.ts';
import { estimateMeanShare } from './student-t.ts';
import { wilsonIntervalOfShare } from './wilson-interval.ts';

/** A share of `count` images, with Wilson's interval. */
export function estimateShare(share: number, count: number): Estimate {
  return { value: share, ...wilsonIntervalOfShare(share, count) };
}

/**
 * Mean share over repeats of a training that were all judged on the same `count` images. The 95% interval covers two
 * sources of chance: the training (Student's t over the repeats) and the choice of images (Wilson's interval of the mean).
 * The second matters where images are few: repeats may then agree on every image, which says nothing about other images.
 * @throws StatisticsArgumentError for fewer than two repeats
 */
export function estimateOverRepeats(shares: readonly number[], count: number): Estimate {
  const overRepeats = estimateMeanShare(shares);
  return addChanceToShare(overRepeats, estimateShare(overRepeats.value, count));
}

/** As addChance, for a share: the interval is cut to [0, 1]. */
export function addChanceToShare(training: Estimate, images: Estimate): Estimate {
  const { value, low, high } = addChance(training, images);
  return { value, low: Math.max(0, low), high: Math.min(1, high) };
}

/**
 * Widens an interval by a second, independent source of chance. The second adds 0 on average, so the value stays.
 * @param training the estimate to widen
 * @param images an estimate whose interval is the second source's; its value does not matter
 */
export function addChance(training: Estimate, images: Estimate): Estimate {
  return sumEstimates([
    { weight: 1, estimate: training },
    { weight: 1, estimate: shiftEstimate(images, images.value) },
  ]);
}
