import { join } from 'node:path';
import { readNpy } from '../../runner/src/formats/npy.ts';
import resultSchema from '../../schemas/artifacts/result.schema.json' with { type: 'json' };
import type { Result } from '../generated/artifacts/result.ts';
import { sum } from '../statistics/mean.ts';
import { ArtifactError } from './artifact-error.ts';
import { type Norm, normOfAttack } from './attack-labels.ts';
import { readArtifact } from './read-artifact.ts';
import type { TestLabels } from './read-test-labels.ts';
import { type AxisFolder, repeatOf } from './source-folder.ts';

/** One cell of the attack grid. */
export interface AttackedCell {
  readonly result: Result;
  readonly seed: string | null;
  readonly algorithm: string;
  readonly norm: Norm;
  /** For each image: 1 where it was classified rightly, else 0. Undefined where the labels of the dataset are not known. */
  readonly correct: Uint8Array | undefined;
}

/**
 * Reads the cells of the attack grid, in the order of the folders.
 * @param labels test labels by dataset; cells of other datasets have no `correct`
 * @throws ArtifactError naming the first file that is missing, malformed or in contradiction to the labels
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
        seed: result.seed ?? repeatOf(folder),
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
    throw new ArtifactError(
      'ARTIFACT_INVALID',
      file,
      `has ${data.length} predictions, for ${count} images of a dataset with ${labels.length} test labels`,
    );
  }
  const right = Uint8Array.from(data as Uint8Array, (prediction, image) =>
    Number(prediction) === labels[image] ? 1 : 0,
  );
  const found = sum(right);
  if (found !== correct) {
    throw new ArtifactError(
      'ARTIFACT_INVALID',
      file,
      `has ${found} right predictions where result.json says ${correct}: the labels are of another dataset`,
    );
  }
  return right;
}
