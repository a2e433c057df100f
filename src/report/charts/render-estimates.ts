import { html, type Markup } from '../../../runner/src/formats/html.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { layOutAxis } from './frame.ts';

export interface EstimateRow {
  readonly label: string;
  readonly colour: string;
  readonly dashed: boolean;
  readonly estimate: Estimate;
  /** The numbers as text, written above the point. */
  readonly text: string;
}

interface EstimateChart {
  readonly title: string;
  readonly axis: string;
  readonly rows: readonly EstimateRow[];
  readonly domain: readonly [number, number];
  /** Where a vertical line to compare with stands. */
  readonly reference?: number;
}

const rowHeight = 40;
const [width, left, right] = [340, 16, 16];

/** Draws a point with its interval for each row. Name and numbers stand above it, so that it can be read on a phone too. */
export function renderEstimates({ title, axis, rows, domain, reference }: EstimateChart): Markup {
  const floor = rows.length * rowHeight + 4;
  const { at, ticks } = layOutAxis({ label: axis, domain }, [left, width - right], 5);
  // Lines to read positions by stand beside the intervals only, so that no name or number lies on one.
  const guide = (x: number): string => rows.map((_, i) => `M${x} ${i * rowHeight + 22}v22`).join('');
  const words = rows.map(({ label, text }) => `${label} ${text}`).join('; ');
  return html`<figure class="chart"><figcaption>${title}</figcaption>
<svg viewBox="0 0 ${width} ${floor + 36}" role="img" aria-label="${title}. ${words}"><path class="grid" d="${ticks.map((tick) => guide(tick.at)).join('')}"/>${
    reference !== undefined && html`<path class="limit" d="${guide(at(reference))}"/>`
  }<path class="frame" d="M${left} ${floor}H${width - right}"/>${ticks.map(
    (tick) =>
      html`<text class="tick" x="${tick.at}" y="${floor + 15}" text-anchor="middle">${tick.text}</text>`,
  )}<text class="name" x="${width / 2}" y="${floor + 31}" text-anchor="middle">${axis}</text>${rows.map(
    ({ label, colour, dashed, estimate, text }, i) => {
      const y = i * rowHeight + 30;
      const [low, high] = [at(Math.max(estimate.low, domain[0])), at(Math.min(estimate.high, domain[1]))];
      const dot = `M${at(estimate.value)} ${y}h0`;
      return html`<text class="row" x="${left}" y="${y - 12}">${label}</text><text class="numbers" x="${width - right}" y="${y - 12}" text-anchor="end">${text}</text><path class="line" stroke="${colour}" d="M${low} ${y}H${high}M${low} ${y - 4}v8M${high} ${y - 4}v8"/><path class="dots large" stroke="${colour}" d="${dot}"/>${dashed && html`<path class="holes large" d="${dot}"/>`}`;
    },
  )}</svg></figure>
`;
}
