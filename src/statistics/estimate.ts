/** A number with the ends of its 95% interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Term {
  readonly weight: number;
  readonly estimate: Estimate;
}

/**
 * Interval of a weighted sum of independent estimates by the method of variance estimates recovery (Zou and Donner 2008,
 * "Construction of confidence limits about effect measures", eq. 4; for the difference of two proportions with Wilson
 * intervals it is Newcombe's method 10, 1998). Models that are judged on the same images are correlated, and the interval of
 * their difference comes out rather too wide: a verdict drawn from it is on the safe side.
 */
export function sumEstimates(terms: readonly Term[]): Estimate {
  let [value, below, above] = [0, 0, 0];
  for (const { weight, estimate } of terms) {
    const [toLow, toHigh] = [estimate.value - estimate.low, estimate.high - estimate.value];
    value += weight * estimate.value;
    below += (weight * (weight > 0 ? toLow : toHigh)) ** 2;
    above += (weight * (weight > 0 ? toHigh : toLow)) ** 2;
  }
  return { value, low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
}

export function subtractEstimates(a: Estimate, b: Estimate): Estimate {
  return sumEstimates([
    { weight: 1, estimate: a },
    { weight: -1, estimate: b },
  ]);
}

/**
 * Mean of estimates made on the same images. They may be perfectly correlated, so nothing cancels: the interval is the
 * mean of the intervals, its widest possible.
 */
export function averageEstimates(estimates: readonly Estimate[]): Estimate {
  const mean = (pick: (estimate: Estimate) => number): number =>
    estimates.reduce((sum, estimate) => sum + pick(estimate), 0) / estimates.length;
  return { value: mean((e) => e.value), low: mean((e) => e.low), high: mean((e) => e.high) };
}

/** The estimate minus an exact number. */
export function shiftEstimate({ value, low, high }: Estimate, by: number): Estimate {
  return { value: value - by, low: low - by, high: high - by };
}
