import type { Chart, ChartPoint } from './chart.ts';
import { chartSize, type Frame } from './frame.ts';

/** What the page's script knows about a chart. Names are short because a page has hundreds of charts. */
export interface ChartData {
  /** Symbol of the horizontal axis: `ε`. */
  readonly symbol: string;
  /** Values of the horizontal axis and their places in px. */
  readonly xs: readonly number[];
  readonly px: readonly number[];
  /** Top and bottom of the plot in px. */
  readonly span: readonly [number, number];
  readonly series: readonly {
    readonly label: string;
    readonly colour: string;
    /** For each of `xs`: place in px and value, then interval and count if they are known; null where nothing was measured. */
    readonly points: readonly (readonly (number | null)[] | null)[];
  }[];
}

/** The numbers of a chart as JSON that may stand inside HTML. */
export function describeChart(chart: Chart, frame: Frame): string {
  const xs = [...new Set(chart.series.flatMap(({ points }) => points.map(({ x }) => x)))].sort(
    (a, b) => a - b,
  );
  const data: ChartData = {
    symbol: chart.x.symbol,
    xs,
    px: xs.map((x) => frame.x.at(x)),
    span: [chartSize.top, chartSize.height - chartSize.bottom],
    series: chart.series.map(({ label, colour, points }) => {
      const own = new Map(points.map((point) => [point.x, point]));
      return {
        label,
        colour,
        points: xs.map((x) => {
          const point = own.get(x);
          return point === undefined ? null : packPoint(point, frame.y.at(point.y));
        }),
      };
    }),
  };
  return embedJson(data);
}

/** JSON without any character that HTML or XML would read as markup. */
function embedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function packPoint({ y, low, high, count }: ChartPoint, at: number): (number | null)[] {
  const packed = [at, round(y)];
  if (low === undefined || high === undefined) return packed;
  return count === undefined
    ? [...packed, round(low), round(high)]
    : [...packed, round(low), round(high), count];
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
