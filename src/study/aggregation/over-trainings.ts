import { wilsonIntervalOfShare } from '../metrics/wilson-interval.ts';
import { estimateMeanShare } from './student-t.ts';

interface Bounded {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Mean share over trainings that were judged on the same `count` images, with a 95% interval in which both chances
 * count: that of a training, by Student's t over them, and that of the images, by Wilson's interval of the mean. With
 * few images trainings may agree to the last image, which says nothing of other images.
 */
export function estimateOverTrainings(shares: readonly number[], count: number): Bounded {
  const overTrainings = estimateMeanShare(shares);
  const { value } = overTrainings;
  return joinChances(overTrainings, { value, ...wilsonIntervalOfShare(value, count) });
}

/**
 * The interval of a share that two independent chances move: each side's lengths added as squares (Zou and Donner 2008,
 * eq. 4), cut to [0, 1].
 * @param training its value is the result's
 */
export function joinChances(training: Bounded, images: Bounded): Bounded {
  const { value } = training;
  const below = Math.hypot(value - training.low, images.value - images.low);
  const above = Math.hypot(training.high - value, images.high - images.value);
  return { value, low: Math.max(0, value - below), high: Math.min(1, value + above) };
}
