import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { labelNorm, orderAttacks } from '../../results/attack-labels.ts';
import { labelDataset } from '../../results/dataset-labels.ts';
import { reachesEpsilon, reachOf } from '../../results/epsilon-ranges.ts';
import { formatShare } from '../../results/format-numbers.ts';
import { type ModelStyle, orderModels } from '../../results/model-styles.ts';
import type { AttackRow } from '../../results/result-table.ts';
import { rowsUnderThreat } from '../../results/select-rows.ts';
import { type Threat, threatLabels } from '../../results/threat-labels.ts';
import { eachDataset, eachThreat, renderTable, type Views } from '../views.ts';

/** Steps of the cells' shading, from 0 to 1. */
const shades = 10;

/** Accuracy of every cell with its interval: a table for each attack, with a row for each model and a column for each ε. */
export function renderAccuracyTables(views: Views): Markup {
  return eachDataset(views, ({ table }, dataset) =>
    eachThreat(views, (threat) =>
      renderDataset(
        dataset,
        threat,
        rowsUnderThreat(
          table.rows.filter((row) => row.dataset === dataset),
          threat,
        ),
      ),
    ),
  );
}

function renderDataset(dataset: string, threat: Threat, rows: readonly AttackRow[]): Markup {
  const models = orderModels(rows);
  const attacks = orderAttacks(rows);
  return html`${attacks.map((attack, i) => {
    const cells = rows.filter((row) => row.attack === attack.name);
    const epsilons = [...new Set(cells.map((row) => row.epsilon))].sort((a, b) => a - b);
    const title = `${labelDataset(dataset)}, ${attack.label} (ε in ${labelNorm(attack.norm)})`;
    const caption = `${title}, ${threatLabels[threat].short.toLowerCase()} threat: accuracy and 95% interval`;
    const head = html`<tr><th scope="col" class="text">Model</th>${epsilons.map((epsilon) => html`<th scope="col">${epsilon}</th>`)}</tr>`;
    const body = models.map((model) => renderRow(model, cells, epsilons));
    const isShort = cells.some((row) => !reachesEpsilon(row));
    const note =
      isShort &&
      html`<p class="faint">* The steps of ${attack.label} reach ${Number(reachOf(attack.name, cells)!.toPrecision(3))} only (α · steps), so it did not use this ε.</p>`;
    return html`<details${i === 0 && html` open="open"`}><summary>${title}</summary>
${renderTable(caption, head, body)}${note}</details>
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

function renderCell(row: AttackRow): Markup {
  const { accuracy, low, high } = row;
  const mark = reachesEpsilon(row) ? '' : '*';
  return html`<td class="cell h${Math.round(accuracy * shades)}">${formatShare(accuracy)}${mark}<small>${formatShare(low)}–${formatShare(high)}</small></td>`;
}
