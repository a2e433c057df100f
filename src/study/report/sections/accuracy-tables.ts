import { labelNorm, orderAttacks } from '../../figures/attack-labels.ts';
import { labelDataset } from '../../figures/figure-catalogue.ts';
import { type ModelStyle, orderModels } from '../../figures/model-styles.ts';
import type { AttackRow } from '../../figures/result-table.ts';
import { listDatasets, rowsUnderThreat } from '../../figures/select-rows.ts';
import { type Threat, threatLabels } from '../../figures/threat-labels.ts';
import { formatShare } from '../format-numbers.ts';
import { html, type Markup, trustMarkup } from '../html.ts';
import type { ReportData } from '../load-report.ts';
import { underThreat } from '../threats.ts';

/** Accuracy of every cell with its interval: a table for each attack, models down, epsilons across. */
export function renderAccuracyTables({ table }: ReportData, threats: readonly Threat[]): Markup {
  return html`
<section id="accuracy" aria-labelledby="accuracy-title"><h2 id="accuracy-title">Accuracy under attack</h2>
${threats.map((threat) =>
  underThreat(
    threat,
    listDatasets(table).map((dataset) =>
      renderDataset(
        dataset,
        threat,
        rowsUnderThreat(
          table.rows.filter((row) => row.dataset === dataset),
          threat,
        ),
      ),
    ),
  ),
)}
</section>`;
}

function renderDataset(dataset: string, threat: Threat, rows: readonly AttackRow[]): Markup {
  const models = orderModels(rows);
  const attacks = orderAttacks(rows.map((row) => row.attack));
  return html`${attacks.map((attack) => {
    const cells = rows.filter((row) => row.attack === attack.name);
    const epsilons = [...new Set(cells.map((row) => row.epsilon))].sort((a, b) => a - b);
    const caption = `${labelDataset(dataset)}, ${attack.label} (ε in ${labelNorm(attack.norm)}), ${threatLabels[threat].short.toLowerCase()} threat: accuracy and 95% interval`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr><th scope="col" class="text">Model</th>${epsilons.map((epsilon) => html`<th scope="col">${epsilon}</th>`)}</tr></thead>
<tbody>${models.map((model) => renderRow(model, cells, epsilons))}</tbody></table></div>
`;
  })}`;
}

function renderRow(model: ModelStyle, cells: readonly AttackRow[], epsilons: readonly number[]): Markup {
  const own = new Map(cells.filter((row) => row.model === model.name).map((row) => [row.epsilon, row]));
  return html`<tr><th scope="row">${model.label}</th>${epsilons.map((epsilon) => {
    const row = own.get(epsilon);
    return row === undefined ? html`<td>–</td>` : renderCell(row);
  })}</tr>
`;
}

function renderCell({ accuracy, low, high }: AttackRow): Markup {
  const share = trustMarkup(`style="--share:${accuracy.toFixed(2)}"`);
  return html`<td class="cell" ${share}>${formatShare(accuracy)}<small>${formatShare(low)}–${formatShare(high)}</small></td>`;
}
