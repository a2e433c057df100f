import { html, type Markup } from '../../../runner/src/formats/html.ts';
import type { ChartSeries } from './chart.ts';

/** Which line is whose, once for all panels of a figure. */
export function renderLegend(series: readonly Pick<ChartSeries, 'label' | 'colour' | 'dashed'>[]): Markup {
  return html`<ul class="legend" aria-label="Legend">${series.map(
    ({ label, colour, dashed }) =>
      html`<li><svg viewBox="0 0 34 12" aria-hidden="true"><path class="line${dashed && ' dashed'}" stroke="${colour}" d="M1 6H33"/><path class="dots" stroke="${colour}" d="M17 6h0"/>${dashed && html`<path class="holes" d="M17 6h0"/>`}</svg>${label}</li>`,
  )}</ul>
`;
}
