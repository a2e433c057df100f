import { formatEstimate } from '../../results/format-numbers.ts';
import { labelModel } from '../../results/model-styles.ts';
import type { AttackRow, CleanRow } from '../../results/result-table.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { estimateShare } from '../../statistics/over-repeats.ts';

/** Twice the accuracy of guessing among ten classes. A network above it has learned something. */
export const barelyAboveChance = 0.2;

/**
 * The clean accuracy of a network that did not learn its task: the 95% interval reaches down to twice that of guessing, on all
 * test images or on those that were attacked. What such a network keeps under attack says nothing.
 * @param clean rows of one dataset
 * @param attacked rows of the same dataset, under all threats: whether a network learned does not depend on who attacks it
 * @returns undefined where the network learned, or where nothing is known about it
 */
export function findUnlearned(
  model: string,
  clean: readonly CleanRow[],
  attacked: readonly AttackRow[],
): Estimate | undefined {
  const estimates = [
    ...clean
      .filter((row) => row.model === model)
      .map(({ accuracy, low, high }): Estimate => ({ value: accuracy, low, high })),
    ...attacked
      .filter((row) => row.model === model)
      .map(({ cleanAccuracy, count }) => estimateShare(cleanAccuracy, count)),
  ];
  const [first, ...others] = estimates;
  if (first === undefined) return undefined;
  const lowest = others.reduce((a, b) => (b.low < a.low ? b : a), first);
  return lowest.low <= barelyAboveChance ? lowest : undefined;
}

/** `B-LeNet did not learn: its clean accuracy is 0.159 [0.144, 0.176]` */
export function describeUnlearned(model: string, accuracy: Estimate): string {
  return `${labelModel(model)} did not learn: its clean accuracy is ${formatEstimate(accuracy)}`;
}
