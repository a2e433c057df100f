import { join } from 'node:path';
import measureSchema from '../../schemas/artifacts/measure.schema.json' with { type: 'json' };
import type { Measure } from '../generated/artifacts/measure.ts';
import { readArtifact } from './read-artifact.ts';

/** Metric → value. */
export type Measures = Readonly<Record<string, number | null>>;

/**
 * What the stage measure computed of the cells, one folder for each metric.
 * @returns action of the cell → its metrics
 * @throws AggregationError naming the first file that is missing or malformed
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
