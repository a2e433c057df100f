import { orderModels } from '../../figures/model-styles.ts';
import { chartGradients } from '../charts/gradient-charts.ts';
import { renderLegend } from '../charts/legend.ts';
import { renderChart } from '../charts/render-chart.ts';
import { html, type Markup } from '../html.ts';
import { eachDataset, type Views } from '../views.ts';

/** Whether the gradient that a white-box attacker follows vanishes as it is averaged; nothing where not measured. */
export function renderGradients(views: Views): Markup {
  return eachDataset(views, ({ table: { norms = [] } }, dataset) => {
    const rows = norms.filter((row) => row.dataset === dataset);
    const charts = chartGradients(rows);
    if (charts.length === 0) return html``;
    const models = orderModels(rows).map((model) => ({ ...model, dashed: model.bayesian }));
    return html`${renderLegend(models)}<div class="charts">${charts.map(renderChart)}</div>`;
  });
}
