import { join } from 'node:path';
import metricsSchema from '../../../schemas/artifacts/metrics.schema.json' with { type: 'json' };
import type { CleanRow } from '../../generated/artifacts/clean.ts';
import type { Metrics } from '../../generated/artifacts/metrics.ts';
import { type AxisFolder, seedOf } from './axis-folder.ts';
import { readArtifact } from './read-artifact.ts';

/** Columns of clean.csv, in order. */
export const cleanColumns = [
  'dataset',
  'model',
  'seed',
  'accuracy',
  'low',
  'high',
  'count',
  'nll',
  'ece',
  'brier',
  'beta',
  'epochs',
  'bestEpoch',
] as const satisfies readonly (keyof CleanRow)[];

/**
 * One row for each folder with a trained model's metrics.json, in the folders' order, from what the model measured on
 * all test images.
 * @throws AggregationError naming the first file that is missing or malformed
 */
export function tabulateModels(folders: readonly AxisFolder[]): Promise<CleanRow[]> {
  return Promise.all(
    folders.map(async (folder) => {
      const metrics = await readArtifact<Metrics>(join(folder.path, 'metrics.json'), metricsSchema);
      const { dataset, model, testAccuracy, testCount, testNll, ece, brier, beta, epochs, bestEpoch } =
        metrics;
      return {
        dataset,
        model,
        seed: seedOf(folder),
        accuracy: testAccuracy.value,
        low: testAccuracy.low,
        high: testAccuracy.high,
        count: testCount,
        nll: testNll,
        ece,
        brier,
        beta,
        epochs,
        bestEpoch,
      };
    }),
  );
}
