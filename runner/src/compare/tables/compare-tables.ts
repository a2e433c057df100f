import type { JsonValue } from '../../base/json.ts';
import { countThings } from '../../base/words.ts';
import { describeLargest } from '../describe-largest.ts';
import { DifferenceTally } from '../difference-tally.ts';
import type { CellDifference, ContentDifference, TableDifference } from '../file-difference.ts';
import type { CompareSettings } from '../options.ts';
import { measureAbsolute, measureRelative } from '../tolerance.ts';
import { findKeyColumns, keysOf } from './find-key-columns.ts';
import type { Table } from './table.ts';

interface Place {
  readonly row: string;
  readonly column: string;
}

/** Joins the rows of two tables and compares their cells. @param wanted the key columns, if they are known */
export function compareTables(
  before: Table,
  after: Table,
  wanted: readonly string[] | undefined,
  { tolerance, maxListed }: CompareSettings,
): ContentDifference {
  const keyColumns = findKeyColumns(before, after, wanted);
  const joined = joinRows(before, after, keyColumns);
  const tally = new DifferenceTally<Place>(tolerance);
  const columns = after.columns
    .filter((column) => before.columns.includes(column) && !keyColumns.includes(column))
    .map((column) => ({ column, a: before.columns.indexOf(column), b: after.columns.indexOf(column) }));
  const listed: CellDifference[] = [];
  let cellsDiffering = 0;
  let isClose = true;
  for (const { a: rowBefore, b: rowAfter, name } of joined.pairs) {
    for (const { column, a, b } of columns) {
      const cell = compareCells(rowBefore[a], rowAfter[b], { row: name, column }, tally);
      if (cell === undefined) continue;
      cellsDiffering += 1;
      isClose &&= cell.withinTolerance;
      if (listed.length < maxListed) listed.push(cell);
    }
  }
  const numbers = tally.summarize(({ row, column }) => `${column} of ${row}`);
  const table: TableDifference = {
    keyColumns,
    rowsBefore: before.rows.length,
    rowsAfter: after.rows.length,
    addedColumns: after.columns.filter((column) => !before.columns.includes(column)),
    removedColumns: before.columns.filter((column) => !after.columns.includes(column)),
    addedRows: joined.added.slice(0, maxListed),
    removedRows: joined.removed.slice(0, maxListed),
    cells: listed,
    cellsDiffering,
    leftOut:
      cellsDiffering -
      listed.length +
      Math.max(0, joined.added.length - maxListed) +
      Math.max(0, joined.removed.length - maxListed),
  };
  const { addedColumns, removedColumns } = table;
  const changes = [addedColumns, removedColumns, joined.added, joined.removed].map(({ length }) => length);
  const parts = [
    ...describeCount(addedColumns.length, 'column', 'added', addedColumns),
    ...describeCount(removedColumns.length, 'column', 'removed', removedColumns),
    ...describeCount(joined.added.length, 'row', 'added'),
    ...describeCount(joined.removed.length, 'row', 'removed'),
    ...(cellsDiffering === 0
      ? []
      : [
          `${cellsDiffering} of ${countThings(joined.pairs.length * columns.length, 'cell')} differ`,
          ...(numbers.differing === 0
            ? [`the first at ${listed[0]?.column} of ${listed[0]?.row}`]
            : [describeLargest(numbers)]),
        ]),
  ];
  return {
    kind: 'table',
    summary: parts.length === 0 ? 'the same values, in another order or written otherwise' : parts.join(', '),
    withinTolerance: isClose && changes.every((count) => count === 0),
    table,
    ...(numbers.differing === 0 ? {} : { numbers }),
  };
}

interface Joined {
  readonly pairs: readonly {
    readonly a: Table['rows'][0];
    readonly b: Table['rows'][0];
    readonly name: string;
  }[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

function joinRows(before: Table, after: Table, keyColumns: readonly string[]): Joined {
  const keyed = keyColumns.length > 0;
  const keysBefore = keyed ? keysOf(before, keyColumns) : before.rows.map((_, index) => String(index));
  const keysAfter = keyed ? keysOf(after, keyColumns) : after.rows.map((_, index) => String(index));
  const positions = new Map(keysBefore.map((key, index) => [key, index]));
  const pairs: Joined['pairs'][0][] = [];
  const added: string[] = [];
  for (const [index, key] of keysAfter.entries()) {
    const b = after.rows[index]!;
    const position = positions.get(key);
    if (position === undefined) added.push(nameRow(after, index, keyColumns));
    else pairs.push({ a: before.rows[position]!, b, name: nameRow(after, index, keyColumns) });
    positions.delete(key);
  }
  const removed = [...positions.values()].map((index) => nameRow(before, index, keyColumns));
  return { pairs, added, removed };
}

function nameRow(table: Table, index: number, keyColumns: readonly string[]): string {
  if (keyColumns.length === 0) return `row ${index + 1}`;
  const row = table.rows[index]!;
  return keyColumns.map((column) => `${column}=${row[table.columns.indexOf(column)] ?? ''}`).join(' ');
}

/** @returns undefined when the cells are equal */
function compareCells(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  place: Place,
  tally: DifferenceTally<Place>,
): CellDifference | undefined {
  const [before, after] = [a ?? null, b ?? null];
  if (typeof before === 'number' && typeof after === 'number') {
    const withinTolerance = tally.add(before, after, place);
    const absolute = measureAbsolute(before, after);
    if (absolute === 0) return undefined;
    return { ...place, before, after, absolute, relative: measureRelative(before, after), withinTolerance };
  }
  return before === after ? undefined : { ...place, before, after, withinTolerance: false };
}

function describeCount(count: number, what: string, verb: string, names: readonly string[] = []): string[] {
  if (count === 0) return [];
  const list = names.length > 0 && names.length <= 5 ? ` (${names.join(', ')})` : '';
  return [`${countThings(count, what)} ${verb}${list}`];
}
