import type {
  CellDifference,
  FileDifference,
  NumericDifference,
  TableDifference,
  TensorDifference,
  ValueDifference,
} from '../../compare/file-difference.ts';
import { formatNumber } from '../../compare/words.ts';
import type { JsonValue } from '../../pipeline/json.ts';
import type { ImageShelf } from './image-shelf.ts';
import { type Markup, markup } from './markup.ts';

/** More rows of a table are a note: the JSON report has them. */
const MAX_ROWS = 200;

/** How one file differs, with what its kind has to show. */
export async function fileSection(path: string, file: FileDifference, images: ImageShelf): Promise<Markup> {
  const { summary, withinTolerance, table, values, tensors, kind } = file;
  return markup`<div class="file"><h3>${path}</h3>
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
  return markup`<p class="faint">${joined}; ${table.rowsBefore} → ${table.rowsAfter} rows</p>
${rowList('Only in A', removedRows)}${rowList('Only in B', addedRows)}
${cells.length === 0 ? undefined : cellTable(cells, cellsDiffering)}`;
}

function rowList(title: string, rows: readonly string[]): Markup | undefined {
  if (rows.length === 0) return undefined;
  const shown = rows.slice(0, MAX_ROWS).map((row) => markup`<li><code>${row}</code></li>`);
  return markup`<details><summary>${title}: ${rows.length} rows</summary><ul>${shown}</ul>${leftOut(rows.length)}</details>`;
}

/** The cells that differ most come first. */
function cellTable(cells: readonly CellDifference[], total: number): Markup {
  const sorted = cells.toSorted((a, b) => weigh(b) - weigh(a));
  const rows = sorted.slice(0, MAX_ROWS).map(
    ({ row, column, before, after, absolute, relative, withinTolerance }) =>
      markup`<tr class="${withinTolerance ? 'close' : ''}"><td class="text">${row}</td><td class="text">${column}</td>
<td>${show(before)}</td><td>${show(after)}</td><td>${showNumber(absolute)}</td><td>${showShare(relative)}</td></tr>`,
  );
  return scroll(markup`<table><thead><tr><th>row</th><th class="text">column</th><th>A</th><th>B</th><th>difference</th>
<th>relative</th></tr></thead><tbody>${rows}</tbody></table>${leftOut(total)}`);
}

function weigh({ withinTolerance, absolute = Number.POSITIVE_INFINITY }: CellDifference): number {
  return withinTolerance ? -1 / (1 + absolute) : absolute;
}

function tensorTable(tensors: readonly TensorDifference[]): Markup {
  const rows = tensors.slice(0, MAX_ROWS).map(({ name, change, before, after, numbers }) => {
    const form = before === after ? before : `${before ?? 'none'} → ${after ?? 'none'}`;
    return markup`<tr><td>${name}</td><td class="text">${change}</td><td class="text">${form}</td>${numberCells(numbers)}</tr>`;
  });
  return scroll(markup`<table><thead><tr><th>tensor</th><th class="text">change</th><th class="text">type and shape</th>
<th>largest</th><th>mean</th><th>elements that differ</th></tr></thead><tbody>${rows}</tbody></table>${leftOut(tensors.length)}`);
}

function numberCells(numbers: NumericDifference | undefined): Markup {
  if (numbers === undefined) return markup`<td></td><td></td><td></td>`;
  const { largestAbsolute, meanAbsolute, differing, compared } = numbers;
  return markup`<td>${showNumber(largestAbsolute?.value ?? 0)}</td><td>${showNumber(meanAbsolute)}</td><td>${differing} of ${compared}</td>`;
}

function valueTable(values: readonly ValueDifference[]): Markup {
  const rows = values.slice(0, MAX_ROWS).map(
    ({ place, before, after, withinTolerance }) =>
      markup`<tr class="${withinTolerance ? 'close' : ''}"><td>${place}</td><td class="text">${show(before)}</td>
<td class="text">${show(after)}</td></tr>`,
  );
  return scroll(markup`<table><thead><tr><th>where</th><th class="text">A</th><th class="text">B</th></tr></thead>
<tbody>${rows}</tbody></table>${leftOut(values.length)}`);
}

/** A wide table scrolls by itself, also from the keyboard; the page never does. */
function scroll(content: Markup): Markup {
  return markup`<div class="scroll" tabindex="0">${content}</div>`;
}

function leftOut(total: number): Markup | undefined {
  return total <= MAX_ROWS
    ? undefined
    : markup`<p class="faint">${total - MAX_ROWS} more are left out here.</p>`;
}

function show(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  const text =
    typeof value === 'string' ? value : typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function showNumber(value: number | undefined): string {
  return value === undefined ? '' : formatNumber(value);
}

function showShare(value: number | undefined): string {
  return value === undefined ? '' : `${formatNumber(Number((value * 100).toPrecision(3)))}%`;
}
