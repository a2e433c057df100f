import { join } from 'node:path';
import metricsSchema from '../../../schemas/artifacts/metrics.schema.json' with { type: 'json' };
import resultSchema from '../../../schemas/artifacts/result.schema.json' with { type: 'json' };
import type { CleanRow } from '../../generated/artifacts/clean.ts';
import type { Metrics } from '../../generated/artifacts/metrics.ts';
import type { Result } from '../../generated/artifacts/result.ts';
import type { AttackRow } from '../../generated/artifacts/table.ts';
import { toAttackRow } from './attack-table.ts';
import { toCleanRow } from './clean-table.ts';
import { readArtifact } from './read-artifact.ts';

/**
 * One row for each folder with a cell's result.json, in the folders' order.
 * @throws AggregationError naming the first file that is missing or malformed
 */
export async function tabulateCells(folders: readonly string[]): Promise<AttackRow[]> {
  const results = await readAll<Result>(folders, 'result.json', resultSchema);
  return results.map(toAttackRow);
}

/**
 * One row for each folder with a trained model's metrics.json, in the folders' order.
 * @throws AggregationError naming the first file that is missing or malformed
 */
export async function tabulateModels(folders: readonly string[]): Promise<CleanRow[]> {
  const metrics = await readAll<Metrics>(folders, 'metrics.json', metricsSchema);
  return metrics.map(toCleanRow);
}

function readAll<T>(folders: readonly string[], name: string, schema: object): Promise<T[]> {
  return Promise.all(folders.map((folder) => readArtifact<T>(join(folder, name), schema)));
}
