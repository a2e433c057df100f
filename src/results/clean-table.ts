import { join } from 'node:path';
import metricsSchema from '../../schemas/artifacts/metrics.schema.json' with { type: 'json' };
import type { CleanRow } from '../generated/artifacts/clean.ts';
import type { Metrics } from '../generated/artifacts/metrics.ts';
import { type Outcomes, readOutcomes } from './outcomes.ts';
import { readArtifact } from './read-artifact.ts';
import { type AxisFolder, repeatOf } from './source-folder.ts';

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

/** What a trained model came to on all test images. */
export interface CleanModel {
  readonly row: CleanRow;
  /** Undefined where the train stage did not write it. */
  readonly correct: Outcomes | undefined;
}

/**
 * Reads the metrics of each trained model, in the order of the folders.
 * @param folders with metrics.json and, where the train stage wrote it, outcomes.npy
 * @throws ArtifactError naming the first file that is missing or malformed
 */
export function readCleanModels(folders: readonly AxisFolder[]): Promise<CleanModel[]> {
  return Promise.all(
    folders.map(async (folder) => {
      const metrics = await readArtifact<Metrics>(join(folder.path, 'metrics.json'), metricsSchema);
      const { dataset, model, testAccuracy, testCount, testNll, ece, brier, beta, epochs, bestEpoch } =
        metrics;
      const row: CleanRow = {
        dataset,
        model,
        seed: repeatOf(folder),
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
      const [correct] = (await readOutcomes(folder.path, [row])) ?? [];
      return { row, correct };
    }),
  );
}
