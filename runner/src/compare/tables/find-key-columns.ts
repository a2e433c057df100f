import type { Table } from './table.ts';

/**
 * The columns on which the rows of two tables are joined: the wanted ones, if they identify each row of both tables; else
 * the
 * fewest that do. These are looked for from left to right, first among columns of text, then also among whole numbers, then
 * among all.
 * @returns no columns when none identify the rows, or when most rows would have no partner
 */
export function findKeyColumns(
  before: Table,
  after: Table,
  wanted: readonly string[] = [],
): readonly string[] {
  const shared = before.columns.filter((column) => after.columns.includes(column));
  const isKey = (columns: readonly string[]): boolean =>
    columns.length > 0 && identifiesRows(before, columns) && identifiesRows(after, columns);
  if (wanted.every((column) => shared.includes(column)) && isKey(wanted)) return wanted;
  for (const isAllowed of [isName, isNameOrWhole, () => true]) {
    const candidates = shared.filter(
      (column) => cells(before, column).every(isAllowed) && cells(after, column).every(isAllowed),
    );
    const columns = chooseFewest(before, after, candidates);
    if (isKey(columns) && countShared(before, after, columns) * 2 >= rowsOfSmaller(before, after))
      return columns;
  }
  return [];
}

/** A text for each row. Two rows have the same text exactly when they agree in all the columns. */
export function keysOf(table: Table, columns: readonly string[]): string[] {
  const positions = columns.map((column) => table.columns.indexOf(column));
  return table.rows.map((row) =>
    positions.map((position) => `${typeof row[position]}:${JSON.stringify(String(row[position]))}`).join(),
  );
}

/** Goes from left to right and leaves out columns that distinguish no further rows. */
function chooseFewest(before: Table, after: Table, candidates: readonly string[]): string[] {
  const countDistinct = (columns: readonly string[]): number =>
    new Set(keysOf(before, columns)).size + new Set(keysOf(after, columns)).size;
  const rows = before.rows.length + after.rows.length;
  const chosen: string[] = [];
  let distinct = countDistinct([]);
  for (const column of candidates) {
    const count = countDistinct([...chosen, column]);
    if (count > distinct) chosen.push(column);
    distinct = Math.max(distinct, count);
    if (distinct === rows) break;
  }
  return chosen.length === 0 ? candidates.slice(0, 1) : chosen;
}

function identifiesRows(table: Table, columns: readonly string[]): boolean {
  return new Set(keysOf(table, columns)).size === table.rows.length;
}

function countShared(before: Table, after: Table, columns: readonly string[]): number {
  const keys = new Set(keysOf(before, columns));
  return keysOf(after, columns).filter((key) => keys.has(key)).length;
}

function rowsOfSmaller(before: Table, after: Table): number {
  return Math.min(before.rows.length, after.rows.length);
}

function cells(table: Table, column: string): unknown[] {
  const position = table.columns.indexOf(column);
  return table.rows.map((row) => row[position]);
}

function isName(cell: unknown): boolean {
  return typeof cell === 'string' || typeof cell === 'boolean' || cell === null;
}

function isNameOrWhole(cell: unknown): boolean {
  return isName(cell) || Number.isInteger(cell);
}
