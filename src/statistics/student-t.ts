import type { Estimate } from './estimate.ts';
import { mean, sampleVariance } from './mean.ts';
import { StatisticsArgumentError } from './statistics-error.ts';

/** 97.5% quantiles of Student's t distribution with 1 to 30 degrees of freedom (R: qt(0.975, 1:30)). */
const quantiles = [
  12.7062047362, 4.3026527297, 3.1824463053, 2.7764451052, 2.5705818356, 2.4469118511, 2.3646242516,
  2.3060041352, 2.2621571628, 2.228138852, 2.2009851601, 2.1788128297, 2.1603686565, 2.1447866879,
  2.1314495456, 2.1199052992, 2.1098155778, 2.1009220402, 2.0930240544, 2.0859634473, 2.0796138447,
  2.0738730679, 2.0686576104, 2.0638985616, 2.0595385528, 2.0555294386, 2.0518305165, 2.0484071418,
  2.0452296421, 2.0422724563,
];

interface MeanEstimate extends Estimate {
  /** Standard deviation (n − 1) between the values. */
  readonly deviation: number;
}

/**
 * Mean of independent values, such as the accuracies of several repeats, with its 95% interval
 * mean ± t₀.₉₇₅(n − 1) · s / √n (Student 1908). With few values it is wide. For more than 31 values the quantile for 31 is
 * used, which makes the interval a little too wide.
 * @throws StatisticsArgumentError for fewer than two values, which have no spread
 */
export function estimateMean(values: readonly number[]): MeanEstimate {
  const count = values.length;
  if (count < 2) throw new StatisticsArgumentError(`Expected at least two values, got ${count}`);
  const value = mean(values);
  const deviation = Math.sqrt(sampleVariance(values));
  const half = (quantiles[Math.min(count - 1, quantiles.length) - 1]! * deviation) / Math.sqrt(count);
  return { value, low: value - half, high: value + half, deviation };
}

/** As estimateMean, for shares: the interval is cut to [0, 1]. */
export function estimateMeanShare(shares: readonly number[]): MeanEstimate {
  const { low, high, ...rest } = estimateMean(shares);
  return { ...rest, low: Math.max(0, low), high: Math.min(1, high) };
}
