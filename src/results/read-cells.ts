import { join } from 'node:path';
import { readNpy } from '../../runner/src/formats/npy.ts';
import resultSchema from '../../schemas/artifacts/result.schema.json' with { type: 'json' };
import type { Result } from '../generated/artifacts/result.ts';
import { AggregationError } from './aggregation-error.ts';
import { type AxisFolder, seedOf } from './axis-folder.ts';
import { type Norm, normOfAttack } from './norm-of-attack.ts';
import { readArtifact } from './read-artifact.ts';
import type { TestLabels } from './read-test-labels.ts';

/** One cell of the attack grid. */
export interface AttackedCell {
  readonly result: Result;
  readonly seed: string | null;
  readonly algorithm: string;
  readonly norm: Norm;
  /** For each image 1 where it was classified rightly; undefined where the dataset's labels are not at hand. */
  readonly correct: Uint8Array | undefined;
}

/**
 * Reads every cell, in the folders' order.
 * @param labels test labels by dataset; cells of other datasets have no `correct`
 * @throws AggregationError naming the first file that is missing, malformed, or contradicts the labels
 */
export function readCells(
  folders: readonly AxisFolder[],
  labels: ReadonlyMap<string, TestLabels>,
): Promise<AttackedCell[]> {
  return Promise.all(
    folders.map(async (folder) => {
      const result = await readArtifact<Result>(join(folder.path, 'result.json'), resultSchema);
      const algorithm = result.algorithm ?? result.attack;
      const known = labels.get(result.dataset);
      return {
        result,
        seed: result.seed ?? seedOf(folder),
        algorithm,
        norm: result.norm ?? normOfAttack(algorithm),
        correct: known && (await readCorrect(join(folder.path, 'predictions.npy'), result, known)),
      };
    }),
  );
}

async function readCorrect(file: string, { count, correct }: Result, { labels }: TestLabels) {
  const { data } = await readNpy(file);
  if (data.length !== count || count > labels.length) {
    throw new AggregationError(
      'ARTIFACT_INVALID',
      file,
      `has ${data.length} predictions, for ${count} images of a dataset with ${labels.length} test labels`,
    );
  }
  const right = Uint8Array.from(data as Uint8Array, (prediction, image) =>
    Number(prediction) === labels[image] ? 1 : 0,
  );
  const found = right.reduce((sum, value) => sum + value, 0);
  if (found !== correct) {
    throw new AggregationError(
      'ARTIFACT_INVALID',
      file,
      `has ${found} right predictions where result.json says ${correct}: the labels are of another dataset`,
    );
  }
  return right;
}
