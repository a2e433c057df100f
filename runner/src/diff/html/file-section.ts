import type { JsonValue } from '../../base/json.ts';
import { countThings, formatNumber } from '../../base/words.ts';
import type {
  CellDifference,
  FileDifference,
  NumericDifference,
  TableDifference,
  TensorDifference,
  ValueDifference,
} from '../../compare/file-difference.ts';
import { html, type Markup } from '../../formats/html.ts';
import type { ImageShelf } from './image-shelf.ts';

/** The most rows of a table that are shown. The JSON report has all of them. */
const MAX_ROWS = 200;
const OPEN_ROWS = 12;

/** Shows how one file differs, in the form that suits its kind. */
export async function fileSection(path: string, file: FileDifference, images: ImageShelf): Promise<Markup> {
  const { summary, withinTolerance, table, values, tensors, kind } = file;
  return html`<div class="file"><h3>${path}</h3>
<p>${summary}${withinTolerance ? ' (within the tolerance)' : undefined}</p>
${await images.show(path, file)}
${table === undefined ? undefined : tableSection(table)}
${tensors === undefined || tensors.length === 0 ? undefined : tensorTable(tensors)}
${values === undefined || values.length === 0 || kind === 'image' ? undefined : valueTable(values)}</div>`;
}

function tableSection(table: TableDifference): Markup {
  const { keyColumns, addedRows, removedRows, cells, cellsDiffering } = table;
  const joined =
    keyColumns.length === 0 ? 'Rows compared by their position' : `Rows joined on ${keyColumns.join(', ')}`;
  return html`<p class="faint">${joined}; ${table.rowsBefore} → ${table.rowsAfter} rows</p>
${rowList('Only in A', removedRows)}${rowList('Only in B', addedRows)}
${cells.length === 0 ? undefined : cellTable(cells, cellsDiffering)}`;
}

function rowList(title: string, rows: readonly string[]): Markup | undefined {
  if (rows.length === 0) return undefined;
  const shown = rows.slice(0, MAX_ROWS).map((row) => html`<li><code>${row}</code></li>`);
  return html`<details><summary>${title}: ${countThings(rows.length, 'row')}</summary><ul>${shown}</ul>${leftOut(rows.length)}</details>`;
}

/** The cells that differ most come first. */
function cellTable(cells: readonly CellDifference[], total: number): Markup {
  const head = html`<th>row</th><th class="text">column</th><th>A</th><th>B</th><th>difference</th><th>relative</th>`;
  const rows = cells
    .toSorted((a, b) => weigh(b) - weigh(a))
    .map(
      ({ row, column, before, after, absolute, relative, withinTolerance }) =>
        html`<tr class="${withinTolerance ? 'close' : ''}"><td>${row}</td><td class="text">${column}</td>
<td>${show(before)}</td><td>${show(after)}</td><td>${showNumber(absolute)}</td><td>${showShare(relative)}</td></tr>`,
    );
  return foldTable(head, rows, total);
}

function weigh({ withinTolerance, absolute = Number.POSITIVE_INFINITY }: CellDifference): number {
  return withinTolerance ? -1 / (1 + absolute) : absolute;
}

function tensorTable(tensors: readonly TensorDifference[]): Markup {
  const head = html`<th>tensor</th><th>largest</th><th>mean</th><th>elements that differ</th>
<th class="text">type and shape</th>`;
  const rows = tensors.map(({ name, change, before, after, numbers }) => {
    const form = before === after ? before : `${before ?? 'none'} → ${after ?? 'none'}`;
    const whole = change === 'changed' ? form : `${change}: ${before ?? after}`;
    return html`<tr><td>${name}</td>${numberCells(numbers)}<td class="text">${whole}</td></tr>`;
  });
  return foldTable(head, rows, tensors.length);
}

function numberCells(numbers: NumericDifference | undefined): Markup {
  if (numbers === undefined) return html`<td></td><td></td><td></td>`;
  const { largestAbsolute, meanAbsolute, differing, compared } = numbers;
  return html`<td>${showNumber(largestAbsolute?.value ?? 0)}</td><td>${showNumber(meanAbsolute)}</td><td>${differing} of ${compared}</td>`;
}

function valueTable(values: readonly ValueDifference[]): Markup {
  const head = html`<th>where</th><th class="text">A</th><th class="text">B</th>`;
  const rows = values.map(
    ({ place, before, after, withinTolerance }) =>
      html`<tr class="${withinTolerance ? 'close' : ''}"><td>${place}</td><td class="text">${show(before)}</td>
<td class="text">${show(after)}</td></tr>`,
  );
  return foldTable(head, rows, values.length);
}

/** Shows the first rows and folds away the rest. A wide table scrolls inside the page, also with the keyboard. */
function foldTable(head: Markup, rows: readonly Markup[], total: number): Markup {
  const table = (part: readonly Markup[]): Markup =>
    html`<div class="scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${part}</tbody></table></div>`;
  const rest = rows.slice(OPEN_ROWS, MAX_ROWS);
  const folded =
    rest.length === 0
      ? undefined
      : html`<details><summary>${rest.length} more rows</summary>${table(rest)}</details>`;
  return html`${table(rows.slice(0, OPEN_ROWS))}${folded}${leftOut(total)}`;
}

function leftOut(total: number): Markup | undefined {
  return total <= MAX_ROWS
    ? undefined
    : html`<p class="faint">${total - MAX_ROWS} more are left out here.</p>`;
}

/** Nine digits tell float32 numbers apart. */
function show(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(9)));
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function showNumber(value: number | undefined): string {
  return value === undefined ? '' : formatNumber(value);
}

function showShare(value: number | undefined): string {
  return value === undefined ? '' : `${formatNumber(Number((value * 100).toPrecision(3)))}%`;
}
