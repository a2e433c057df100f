import { formatCount } from '../../../runner/src/base/words.ts';
import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { labelDataset } from '../../results/dataset-labels.ts';
import { formatEstimate, formatShare } from '../../results/format-numbers.ts';
import { orderModels } from '../../results/model-styles.ts';
import type { StudyResults } from '../study-results.ts';
import { eachDataset, renderTable, type Views } from '../views.ts';
import { renderStudyComparison } from './study-comparison.ts';

/** How accurate the trained networks are before any attack, also compared with the paper; empty where none was trained. */
export function renderClean(views: Views): Markup {
  return eachDataset(
    views,
    (results, dataset) =>
      html`${renderCleanTable(results, dataset)}${views.judgesPaper && renderStudyComparison(results, dataset)}`,
  );
}

function renderCleanTable({ table, models }: StudyResults, dataset: string): Markup {
  const rows = new Map(table.clean.filter((row) => row.dataset === dataset).map((row) => [row.model, row]));
  if (rows.size === 0) return html``;
  const parameters = new Map(
    models
      .filter(({ metrics }) => metrics.dataset === dataset)
      .map(({ metrics }) => [metrics.model, metrics.parameters]),
  );
  const head = html`<tr><th scope="col" class="text">Model</th><th scope="col">Accuracy [95% interval]</th><th scope="col">Images</th><th scope="col">NLL</th><th scope="col">ECE</th><th scope="col">Brier</th><th scope="col">β</th><th scope="col">Epoch kept</th><th scope="col">Parameters</th></tr>`;
  const body = orderModels(rows.values()).map(({ name, label }) => {
    const row = rows.get(name)!;
    const estimate = { value: row.accuracy, low: row.low, high: row.high };
    const count = parameters.get(name);
    return html`<tr><th scope="row">${label}</th><td>${formatEstimate(estimate)}</td><td>${formatCount(row.count)}</td><td>${formatShare(row.nll)}</td><td>${formatShare(row.ece)}</td><td>${formatShare(row.brier)}</td><td>${row.beta ?? '–'}</td><td>${row.bestEpoch} of ${row.epochs}</td><td>${count === undefined ? '–' : formatCount(count)}</td></tr>
`;
  });
  return renderTable(`${labelDataset(dataset)}: all test images, before any attack`, head, body);
}
