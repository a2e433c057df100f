import type { Estimate } from './estimate.ts';
import { mean, sampleVariance } from './mean.ts';

/** 97.5% quantile of the standard normal distribution: how many standard errors a 95% interval reaches to each side. */
export const Z_95 = 1.959963984540054;

/**
 * Mean of many values that cannot be negative, such as norms, with the normal 95% interval mean ± z · s / √n, cut at 0. The
 * interval of a single value has no width.
 */
export function estimateMeanOfMany(values: readonly number[]): Estimate {
  const value = mean(values);
  const half = Z_95 * Math.sqrt(sampleVariance(values) / values.length);
  return { value, low: Math.max(0, value - half), high: value + half };
}
