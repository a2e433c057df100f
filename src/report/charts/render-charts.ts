import { html, type Markup } from '../../../runner/src/formats/html.ts';
import type { ModelStyle } from '../../results/model-styles.ts';
import type { Chart } from './chart.ts';
import { renderChart } from './render-chart.ts';

/** The panels of a figure under one legend. Lines of Bayesian networks are dashed. */
export function renderCharts(models: readonly ModelStyle[], charts: readonly Chart[]): Markup {
  return html`${renderLegend(models)}<div class="charts">${charts.map(renderChart)}</div>`;
}

/** Shows which line belongs to which model, once for all panels of a figure. */
function renderLegend(models: readonly ModelStyle[]): Markup {
  return html`<ul class="legend" aria-label="Legend">${models.map(
    ({ label, colour, bayesian: dashed }) =>
      html`<li><svg viewBox="0 0 34 12" aria-hidden="true"><path class="line${dashed && ' dashed'}" stroke="${colour}" d="M1 6H33"/><path class="dots" stroke="${colour}" d="M17 6h0"/>${dashed && html`<path class="holes" d="M17 6h0"/>`}</svg>${label}</li>`,
  )}</ul>
`;
}
