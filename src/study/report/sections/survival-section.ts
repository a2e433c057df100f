import { orderModels } from '../../figures/model-styles.ts';
import { renderLegend } from '../charts/legend.ts';
import { renderChart } from '../charts/render-chart.ts';
import { chartSurvival } from '../charts/survival-charts.ts';
import { html, type Markup } from '../html.ts';
import { eachDataset, eachThreat, type Views } from '../views.ts';

/** How large ε has to be until an image is fooled: survival curves; nothing where the tables do not tell. */
export function renderSurvival(views: Views): Markup {
  return eachDataset(views, ({ table: { survival = [] } }, dataset) =>
    eachThreat(views, (threat) => {
      // As in figures, a frequentist network's direct cells serve under both threats.
      const rows = survival.filter(
        (row) =>
          row.dataset === dataset && (row.threat === threat || (!row.bayesian && row.threat === 'direct')),
      );
      const charts = chartSurvival(rows);
      if (charts.length === 0) return html``;
      const models = orderModels(rows).map((model) => ({ ...model, dashed: model.bayesian }));
      return html`${renderLegend(models)}<div class="charts">${charts.map(renderChart)}</div>`;
    }),
  );
}
