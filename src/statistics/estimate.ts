import { mean } from './mean.ts';

/** A number with the ends of its 95% interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface WeightedEstimate {
  readonly weight: number;
  readonly estimate: Estimate;
}

/**
 * Weighted sum of independent estimates. Its interval follows the method of variance estimates recovery (Zou and Donner
 * 2008, "Construction of confidence limits about effect measures", eq. 4). For the difference of two proportions with
 * Wilson intervals this is Newcombe's method 10 (1998).
 *
 * Accuracies of models that were judged on the same images are not independent. The interval of their difference then
 * comes out too wide, so a verdict drawn from it errs on the safe side.
 */
export function sumEstimates(terms: readonly WeightedEstimate[]): Estimate {
  let [value, below, above] = [0, 0, 0];
  for (const { weight, estimate } of terms) {
    const [toLow, toHigh] = [estimate.value - estimate.low, estimate.high - estimate.value];
    value += weight * estimate.value;
    below += (weight * (weight > 0 ? toLow : toHigh)) ** 2;
    above += (weight * (weight > 0 ? toHigh : toLow)) ** 2;
  }
  return { value, low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
}

/** a − b, as sumEstimates computes it. */
export function subtractEstimates(a: Estimate, b: Estimate): Estimate {
  return sumEstimates([
    { weight: 1, estimate: a },
    { weight: -1, estimate: b },
  ]);
}

/**
 * Mean of estimates that were made on the same images. Their errors may be perfectly correlated and then do not cancel.
 * So the interval is the mean of the intervals, which is the widest it can be.
 */
export function averageEstimates(estimates: readonly Estimate[]): Estimate {
  const average = (end: keyof Estimate): number => mean(estimates.map((estimate) => estimate[end]));
  return { value: average('value'), low: average('low'), high: average('high') };
}

/** The estimate minus an exact number. */
export function shiftEstimate({ value, low, high }: Estimate, by: number): Estimate {
  return { value: value - by, low: low - by, high: high - by };
}
