/** Sum of numbers, added from the first to the last. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Mean of numbers; NaN where there are none. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** Sample variance, Σ (x − mean)² / (n − 1); 0 for a single value. */
export function sampleVariance(values: readonly number[]): number {
  const center = mean(values);
  return sum(values.map((value) => (value - center) ** 2)) / Math.max(1, values.length - 1);
}
