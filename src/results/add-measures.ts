import type { CsvValue } from '../../runner/src/formats/csv.ts';
import { AggregationError } from './aggregation-error.ts';
import type { Measures } from './read-measures.ts';

interface Table<Row> {
  readonly columns: readonly string[];
  readonly rows: readonly (Row & Readonly<Record<string, CsvValue>>)[];
}

/**
 * Adds the reader's own metrics as columns after the others, by name; empty where a row has none.
 * @param actions the cells that the first rows are of, in order; further rows have no metrics
 * @throws AggregationError ARTIFACT_INVALID for a metric that is named as a column of the table
 */
export function addMeasures<Row>(
  { columns, rows }: Table<Row>,
  actions: readonly string[],
  measures: ReadonlyMap<string, Measures>,
): Table<Row> {
  const names = [...new Set([...measures.values()].flatMap(Object.keys))].sort();
  const taken = names.find((name) => columns.includes(name));
  if (taken !== undefined) {
    throw new AggregationError('ARTIFACT_INVALID', `metric ${taken}`, 'the table has a column of that name');
  }
  const empty = Object.fromEntries(names.map((name) => [name, null]));
  return {
    columns: [...columns, ...names],
    rows: rows.map((row, index) => ({ ...row, ...empty, ...measures.get(actions[index] ?? '') })),
  };
}
