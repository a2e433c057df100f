import { html, type Markup, trustMarkup } from '../../../runner/src/formats/html.ts';
import { placeGuideLabels, segmentsOf } from '../../figures/place-labels.ts';
import type { Chart, ChartPoint, ChartSeries } from './chart.ts';
import { describeChart } from './chart-data.ts';
import { chartSize, type Frame, layOutFrame } from './frame.ts';

const { width, height, left, right, top, bottom } = chartSize;

/**
 * Draws a chart as inline SVG that can be read without a script. Its numbers follow as JSON; the page's script shows them under a
 * pointer, a finger or the arrow keys.
 */
export function renderChart(chart: Chart): Markup {
  const frame = layOutFrame(chart);
  const clipped = chart.series.map((series) => drawSeries(series, frame));
  return html`<figure class="chart"><figcaption>${chart.title}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${chart.title}. ${chart.description}">${drawAxes(chart, frame)}${drawGuides(chart, frame)}${clipped}</svg>
<script type="application/json">${trustMarkup(describeChart(chart, frame))}</script></figure>
`;
}

function drawAxes({ x, y }: Chart, frame: Frame): Markup {
  const [end, floor] = [width - right, height - bottom];
  const grid = frame.y.ticks.map(({ at }) => `M${left} ${at}H${end}`).join('');
  return html`<path class="grid" d="${grid}"/><path class="frame" d="M${left} ${floor}H${end}${frame.x.ticks.map(({ at }) => `M${at} ${floor}v4`)}"/>${frame.y.ticks.map(
    ({ at, text }) => html`<text class="tick" x="${left - 6}" y="${at + 4}" text-anchor="end">${text}</text>`,
  )}${frame.x.ticks.map(
    ({ at, text }) =>
      html`<text class="tick" x="${at}" y="${floor + 16}" text-anchor="middle">${text}</text>`,
  )}<text class="name" x="${(left + end) / 2}" y="${height - 5}" text-anchor="middle">${x.label}</text><text class="name" transform="translate(10 ${(top + floor) / 2}) rotate(-90)" text-anchor="middle">${y.label}</text>`;
}

function drawGuides({ series, levels = [], limits = [] }: Chart, frame: Frame): Markup {
  const [end, floor] = [width - right, height - bottom];
  const lines = {
    levels: levels.map(({ y, label }) => ({ at: frame.y.at(y), label })),
    limits: limits.map(({ x, label }) => ({ at: frame.x.at(x), label })),
  };
  const labels = placeGuideLabels({
    plot: { left, right: end, top, bottom: floor },
    ...lines,
    curves: series.flatMap(({ points }) =>
      segmentsOf(points.map(({ x, y }) => [frame.x.at(x), frame.y.at(y)])),
    ),
    grid: frame.y.ticks.map(({ at }) => [left, at, end, at]),
  });
  return html`${lines.levels.map(({ at }) => html`<path class="level" d="M${left} ${at}H${end}"/>`)}${lines.limits.map(
    ({ at }) => html`<path class="limit" d="M${at} ${top}V${floor}"/>`,
  )}${labels.map(({ label, x, y }) => html`<text class="note" x="${x}" y="${y}">${label}</text>`)}`;
}

function drawSeries({ points, colour, dashed, markedX }: ChartSeries, frame: Frame): Markup {
  const place = ({ x, y }: ChartPoint): string => `${frame.x.at(x)} ${frame.y.at(y)}`;
  const shown = markedX === undefined ? points : points.filter(({ x }) => x === markedX);
  // A zero-length line with round ends is a dot: a few bytes each.
  const dots = shown.map((point) => `M${place(point)}h0`).join('');
  const band = points.filter((point) => point.low !== undefined && point.high !== undefined);
  const edge = (value: 'low' | 'high') => band.map((point) => place({ x: point.x, y: point[value]! }));
  return html`${
    band.length > 1 &&
    html`<path class="band" fill="${colour}" d="M${edge('high').join('L')}L${edge('low').reverse().join('L')}Z"/>`
  }${
    points.length > 1 &&
    html`<path class="line${dashed && ' dashed'}" stroke="${colour}" d="M${points.map(place).join('L')}"/>`
  }<path class="dots" stroke="${colour}" d="${dots}"/>${dashed && html`<path class="holes" d="${dots}"/>`}`;
}
