import { scale as findScale } from 'vega';
import type { Chart, ChartAxis } from './chart.ts';

/** Sizes of a chart in px. Its natural width just fits on a phone. */
export const chartSize = { width: 340, height: 236, left: 50, right: 16, top: 10, bottom: 40 };

type Scale = ((value: number) => number) & {
  ticks(count: number): number[];
  tickFormat(count: number): (value: number) => string;
};

export interface Axis {
  /** Position in px of a value. */
  readonly at: (value: number) => number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

export interface Frame {
  readonly x: Axis;
  readonly y: Axis;
}

/** Lays out the two axes of a chart with vega's scales, which are those of d3. */
export function layOutFrame(chart: Chart): Frame {
  const { width, height, left, right, top, bottom } = chartSize;
  return {
    x: layOutAxis(chart.x, [left, width - right], 6),
    y: layOutAxis(chart.y, [height - bottom, top], 5),
  };
}

export function layOutAxis(
  { domain, scale = 'linear' }: ChartAxis,
  range: [number, number],
  count: number,
): Axis {
  const create = findScale(scale) as () => {
    domain(domain: readonly number[]): { range(range: readonly number[]): Scale };
  };
  const at = create().domain(domain).range(range);
  const format = at.tickFormat(count);
  const ticks = at
    .ticks(count)
    .map((value) => {
      const text = format(value);
      return {
        at: round(at(value)),
        text: scale === 'log' && text !== '' && value < 1 ? formatSmall(value) : text,
      };
    })
    .filter(({ text }) => text !== '');
  return { at: (value) => round(at(value)), ticks };
}

/** `0.02`, where d3 would write `20m` on a logarithmic axis. */
function formatSmall(value: number): string {
  return value >= 1e-3 ? String(Number(value.toPrecision(3))) : value.toExponential();
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
