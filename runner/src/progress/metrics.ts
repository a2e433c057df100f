/** Writes metrics in the order in which they were reported: `loss 0.1234, accuracy 0.981`. Empty if there are none. */
export function formatMetrics(metrics: Readonly<Record<string, number>>): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name} ${formatNumber(value)}`)
    .join(', ');
}

/** With three significant digits: enough to watch a loss fall, and short enough for a narrow terminal. */
function formatNumber(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Number(value.toPrecision(3)));
}
