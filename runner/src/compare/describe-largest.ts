import { formatNumber } from '../base/words.ts';
import type { Extreme, NumericDifference } from './file-difference.ts';

/** `largest difference 0.0125 at accuracy of model=lenet (0.68 → 0.6925, 1.8%)`. */
export function describeLargest({ largestAbsolute, largestRelative }: NumericDifference): string {
  if (largestAbsolute === undefined) return 'no number differs';
  const { value, place, before, after } = largestAbsolute;
  const both = `${formatExact(before)} → ${formatExact(after)}`;
  return `largest difference ${formatNumber(value)} at ${place} (${both}${describeShare(largestAbsolute, largestRelative)})`;
}

/** All digits of a short number, nine of a long one, so that two numbers can be told apart. */
function formatExact(value: number): string {
  return String(value).length > 12 ? String(Number(value.toPrecision(9))) : String(value);
}

function describeShare(absolute: Extreme, relative: Extreme | undefined): string {
  if (relative === undefined || !Number.isFinite(relative.value)) return '';
  const largest = formatNumber(Number((relative.value * 100).toPrecision(3)));
  if (relative.place === absolute.place) return `, ${largest}%`;
  return `; relatively ${largest}% at ${relative.place}`;
}
