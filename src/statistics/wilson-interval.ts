import { Z_95 } from './normal-interval.ts';
import { StatisticsArgumentError } from './statistics-error.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * 95% score interval of a proportion (Wilson 1927, "Probable inference", eq. 4): all proportions that a two-sided normal
 * test would not reject. Unlike the Wald interval it does not shrink to nothing at 0 and 1.
 * @throws StatisticsArgumentError unless 0 ≤ correct ≤ count, both whole, count ≥ 1
 */
export function wilsonInterval(correct: number, count: number): Interval {
  if (
    !(Number.isInteger(correct) && Number.isInteger(count) && count >= 1 && correct >= 0 && correct <= count)
  ) {
    throw new StatisticsArgumentError(`Expected 0 ≤ correct ≤ count, count ≥ 1, got ${correct} of ${count}`);
  }
  return wilsonIntervalOfShare(correct / count, count);
}

/** The same for a share that need not be a whole number of examples, such as a mean over repeats. */
export function wilsonIntervalOfShare(share: number, count: number): Interval {
  const zz = Z_95 * Z_95;
  const centre = (count * share + zz / 2) / (count + zz);
  const halfWidth = (Z_95 / (count + zz)) * Math.sqrt(count * share * (1 - share) + zz / 4);
  // At 0 and 1 the formula gives the ends up to rounding; here they are exact.
  return { low: share === 0 ? 0 : centre - halfWidth, high: share === 1 ? 1 : centre + halfWidth };
}
