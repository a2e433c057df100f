import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { orderModels } from '../../results/model-styles.ts';
import { chartGradients } from '../charts/gradient-charts.ts';
import { renderCharts } from '../charts/render-charts.ts';
import { eachDataset, type Views } from '../views.ts';

/** Whether the gradient that a white-box attacker follows vanishes when it is averaged; empty where it was not measured. */
export function renderGradients(views: Views): Markup {
  return eachDataset(views, ({ table: { norms = [] } }, dataset) => {
    const rows = norms.filter((row) => row.dataset === dataset);
    const charts = chartGradients(rows);
    if (charts.length === 0) return html``;
    return renderCharts(orderModels(rows), charts);
  });
}
