import { formatCount } from '../../../runner/src/base/words.ts';
import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { figureCatalogue } from '../../figures/figure-catalogue.ts';
import { familyOf, labelDataset } from '../../results/dataset-labels.ts';
import { formatEstimate } from '../../results/format-numbers.ts';
import { orderModels } from '../../results/model-styles.ts';
import { rowsUnderThreat } from '../../results/select-rows.ts';
import { type Threat, threatLabels } from '../../results/threat-labels.ts';
import { chartAttacks } from '../charts/attack-charts.ts';
import { renderCharts } from '../charts/render-charts.ts';
import { type EstimateRow, renderEstimates } from '../charts/render-estimates.ts';
import type { StudyResults } from '../study-results.ts';
import { eachDataset, eachThreat, type Views } from '../views.ts';

const ranges = ['small', 'large'] as const;

/** Accuracy against ε in both ranges with a chart for each attack, and accuracy before any attack. */
export function renderFigures(views: Views): Markup {
  return eachDataset(
    views,
    (results, dataset) =>
      html`${eachThreat(views, (threat) => html`${ranges.map((range) => renderAttackFigure(results, dataset, threat, range, views))}`)}${renderCleanFigure(results, dataset, views)}`,
  );
}

function renderAttackFigure(
  { table }: StudyResults,
  dataset: string,
  threat: Threat,
  range: 'small' | 'large',
  views: Views,
): Markup {
  const rows = rowsUnderThreat(
    table.rows.filter((row) => row.dataset === dataset),
    threat,
  );
  const charts = chartAttacks(rows, range);
  if (charts.length === 0) return html``;
  const counts = [...new Set(rows.map(({ count }) => count))].sort((a, b) => a - b).map(formatCount);
  return html`<h3>${numberFigure(views, dataset, 'attack', range)}${labelDataset(dataset)} under attack, ${range} ε</h3>
<p class="faint">${threatLabels[threat].short}: ${threatLabels[threat].long}. ${counts.join(' or ')} test images; bands are 95% intervals.</p>
${renderCharts(orderModels(rows), charts)}
`;
}

function renderCleanFigure({ table }: StudyResults, dataset: string, views: Views): Markup {
  const rows = table.clean.filter((row) => row.dataset === dataset);
  if (rows.length === 0) return html``;
  const estimates = orderModels(rows).map((style): EstimateRow => {
    const { accuracy, low, high } = rows.find(({ model }) => model === style.name)!;
    const estimate = { value: accuracy, low, high };
    return { ...style, dashed: style.bayesian, estimate, text: formatEstimate(estimate) };
  });
  const least = Math.min(...rows.map(({ low }) => low));
  return html`<h3>${numberFigure(views, dataset, 'clean')}${labelDataset(dataset)} before any attack</h3>
<div class="charts">${renderEstimates({
    title: `Accuracy on ${[...new Set(rows.map(({ count }) => formatCount(count)))].join(' or ')} test images`,
    axis: 'Accuracy',
    rows: estimates,
    domain: [least < 0.5 ? 0 : Math.floor(least * 20) / 20, 1],
  })}</div>
`;
}

/** `Figure 2. ` in a rerun of the paper, where the paper has such a figure. */
function numberFigure(
  { judgesPaper }: Views,
  dataset: string,
  kind: 'attack' | 'clean',
  range?: 'small' | 'large',
): string {
  if (!judgesPaper) return '';
  const entry = figureCatalogue.find(
    (figure) => figure.family === familyOf(dataset) && figure.kind === kind && figure.range === range,
  );
  return entry === undefined ? '' : `${entry.name.replace('figure-', 'Figure ')}. `;
}
