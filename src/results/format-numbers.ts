import type { Estimate } from '../statistics/estimate.ts';

/** `0.874` */
export function formatShare(value: number): string {
  return fixMinus(value.toFixed(3));
}

/** `0.874 [0.842, 0.900]` */
export function formatEstimate({ value, low, high }: Estimate): string {
  return `${formatShare(value)} [${formatShare(low)}, ${formatShare(high)}]`;
}

/** `+0.021 [−0.004, +0.046]` */
export function formatDifference({ value, low, high }: Estimate): string {
  return `${formatSigned(value)} [${formatSigned(low)}, ${formatSigned(high)}]`;
}

/** `+0.021`, `−0.004` */
export function formatSigned(value: number): string {
  const text = value.toFixed(3);
  return value > 0 ? `+${text}` : fixMinus(text);
}

function fixMinus(text: string): string {
  return text.replace('-', '−');
}
