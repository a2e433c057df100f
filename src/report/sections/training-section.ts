import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { labelDataset } from '../../results/dataset-labels.ts';
import { orderModels } from '../../results/model-styles.ts';
import { renderCharts } from '../charts/render-charts.ts';
import { chartTraining } from '../charts/training-charts.ts';
import { eachDataset, type Views } from '../views.ts';

/** Training curves: accuracy, loss and KL with a line for each model; empty where no network was trained. */
export function renderTraining(views: Views): Markup {
  return eachDataset(views, ({ models }, dataset) => {
    const own = models.filter(({ metrics }) => metrics.dataset === dataset);
    const charts = chartTraining(own);
    if (charts.length === 0) return html``;
    const trained = orderModels(own.map(({ metrics }) => metrics));
    return html`<h3>${labelDataset(dataset)}</h3>
${renderCharts(trained, charts)}
`;
  });
}
