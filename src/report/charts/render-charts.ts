import { html, type Markup } from '../../../runner/src/formats/html.ts';
import type { ModelStyle } from '../../results/model-styles.ts';
import type { Chart } from './chart.ts';
import { renderLegend } from './legend.ts';
import { renderChart } from './render-chart.ts';

/** The panels of a figure under one legend, Bayesian networks dashed. */
export function renderCharts(models: readonly ModelStyle[], charts: readonly Chart[]): Markup {
  const legend = renderLegend(models.map((model) => ({ ...model, dashed: model.bayesian })));
  return html`${legend}<div class="charts">${charts.map(renderChart)}</div>`;
}
