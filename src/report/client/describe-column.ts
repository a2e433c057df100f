import type { ChartData } from '../charts/chart-data.ts';

export interface Reading {
  readonly label: string;
  readonly colour: string;
  /** Height of the point in px. */
  readonly at: number;
  /** `0.874 [0.842, 0.900], n = 250` */
  readonly text: string;
}

/** The index of the column of a chart that is nearest to a place in px. */
export function findNearestColumn({ px }: ChartData, place: number): number {
  return px.reduce((best, at, i) => (Math.abs(at - place) < Math.abs(px[best]! - place) ? i : best), 0);
}

/** The values of every line of a chart at a column, from the highest to the lowest. */
export function readColumn({ series }: ChartData, column: number): Reading[] {
  return series
    .flatMap(({ label, colour, points }) => {
      const point = points[column];
      if (point === null || point === undefined) return [];
      const [at, value, low, high, count] = point;
      const interval = low != null && high != null ? ` [${format(low)}, ${format(high)}]` : '';
      return [
        {
          label,
          colour,
          at: at!,
          text: `${format(value!)}${interval}${count == null ? '' : `, n = ${count}`}`,
        },
      ];
    })
    .sort((a, b) => a.at - b.at);
}

function format(value: number): string {
  const size = Math.abs(value);
  const text =
    size === 0 || (size >= 0.001 && size < 10)
      ? value.toFixed(3)
      : String(Number(value.toPrecision(size < 1 ? 2 : 4)));
  return text.replace('-', '−');
}
