import { mean } from '../statistics/mean.ts';
import { MetricArgumentError } from './argument-error.ts';

/** Sizes of the perturbations of several examples. */
export interface PerturbationSummary {
  readonly linfMean: number;
  readonly linfMax: number;
  readonly l2Mean: number;
  readonly l2Max: number;
}

/**
 * Mean and maximum of the sizes of perturbations over examples, in units of the pixel range [0, 1].
 * @param linf largest absolute change of each example's pixels
 * @param l2 Euclidean norm of each example's change
 * @throws MetricArgumentError when there are no examples
 */
export function summarizePerturbation(linf: ArrayLike<number>, l2: ArrayLike<number>): PerturbationSummary {
  if (linf.length === 0 || linf.length !== l2.length) {
    throw new MetricArgumentError(
      `Expected the two norms of each of at least one example, got ${linf.length} and ${l2.length}`,
    );
  }
  return { linfMean: mean(linf), linfMax: maximum(linf), l2Mean: mean(l2), l2Max: maximum(l2) };
}

function maximum(values: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]!);
  return largest;
}
