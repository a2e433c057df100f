import { join } from 'node:path';
import type { CsvValue } from '../../runner/src/formats/csv.ts';
import measureSchema from '../../schemas/artifacts/measure.schema.json' with { type: 'json' };
import type { Measure } from '../generated/artifacts/measure.ts';
import { ArtifactError } from './artifact-error.ts';
import { readArtifact } from './read-artifact.ts';

/** Metric → value. */
type Measures = Readonly<Record<string, number | null>>;

interface Table<Row> {
  readonly columns: readonly string[];
  readonly rows: readonly (Row & Readonly<Record<string, CsvValue>>)[];
}

/**
 * Reads what the measure stage computed from the cells.
 * @param folders one for each metric
 * @returns action of the cell → its metrics
 * @throws ArtifactError naming the first file that is missing or malformed
 */
export async function readMeasures(folders: readonly string[]): Promise<ReadonlyMap<string, Measures>> {
  const byCell = new Map<string, Record<string, number | null>>();
  for (const folder of folders) {
    const { metric, values } = await readArtifact<Measure>(join(folder, 'values.json'), measureSchema);
    for (const [action, value] of Object.entries(values)) {
      byCell.set(action, { ...byCell.get(action), [metric]: value });
    }
  }
  return byCell;
}

/**
 * Adds the user's own metrics as columns behind the others, sorted by name. A row without metrics has empty fields there.
 * @param actions the cells of the first rows, in order; the rows after them have no metrics
 * @throws ArtifactError ARTIFACT_INVALID where a metric has the name of a column
 */
export function addMeasures<Row>(
  { columns, rows }: Table<Row>,
  actions: readonly string[],
  measures: ReadonlyMap<string, Measures>,
): Table<Row> {
  const names = [...new Set([...measures.values()].flatMap(Object.keys))].sort();
  const taken = names.find((name) => columns.includes(name));
  if (taken !== undefined) {
    throw new ArtifactError('ARTIFACT_INVALID', `metric ${taken}`, 'the table has a column of that name');
  }
  const empty = Object.fromEntries(names.map((name) => [name, null]));
  return {
    columns: [...columns, ...names],
    rows: rows.map((row, index) => ({ ...row, ...empty, ...measures.get(actions[index] ?? '') })),
  };
}
