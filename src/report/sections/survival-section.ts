import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { orderModels } from '../../results/model-styles.ts';
import { rowsUnderThreat } from '../../results/select-rows.ts';
import { renderCharts } from '../charts/render-charts.ts';
import { chartSurvival } from '../charts/survival-charts.ts';
import { eachDataset, eachThreat, type Views } from '../views.ts';

/** How large ε has to be to fool an image, as survival curves; empty where the tables do not say. */
export function renderSurvival(views: Views): Markup {
  return eachDataset(views, ({ table: { survival = [] } }, dataset) =>
    eachThreat(views, (threat) => {
      const rows = rowsUnderThreat(
        survival.filter((row) => row.dataset === dataset),
        threat,
      );
      const charts = chartSurvival(rows);
      if (charts.length === 0) return html``;
      return renderCharts(orderModels(rows), charts);
    }),
  );
}
