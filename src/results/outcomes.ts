import { join } from 'node:path';
import { statIfAny } from '../../runner/src/base/stat-if-any.ts';
import { readNpy } from '../../runner/src/formats/npy.ts';
import { ArtifactError } from './artifact-error.ts';
import { writeRaggedRows } from './write-ragged.ts';

/** For each image: 1 where a model was right, 0 where it was wrong. */
export type Outcomes = Uint8Array;

/** Holds the outcomes of the attack grid beside table.json, and those of one trained model beside its metrics.json. */
const outcomesFile = 'outcomes.npy';
/** Holds the outcomes of all trained models, beside clean.json. */
export const cleanOutcomesFile = 'clean-outcomes.npy';
/** Stands where a row has no more images, or where an image's label was not known. */
const notJudged = 255;

/**
 * Writes outcomes.npy: uint8 [rows, most images], one row for each row of the table beside it; 1 is right, 0 wrong and 255 not
 * judged. With it, models can be compared image by image.
 * @param outcomes undefined for a row whose images were not judged one by one
 */
export async function writeOutcomes(
  folder: string,
  outcomes: readonly (Outcomes | undefined)[],
  fileName = outcomesFile,
): Promise<void> {
  await writeRaggedRows(
    join(folder, fileName),
    'uint8',
    outcomes.map((row) => row ?? []),
    notJudged,
  );
}

/**
 * Reads what writeOutcomes wrote.
 * @param rows the rows of the table beside the file; `count` is the number of images that each was judged on
 * @returns one entry for each row, undefined where its images were not judged one by one; undefined without such a file
 * @throws ArtifactError ARTIFACT_INVALID when the file does not belong to these rows; TensorFileError when it is no .npy file
 */
export async function readOutcomes(
  folder: string,
  rows: readonly { readonly count: number }[],
  fileName = outcomesFile,
): Promise<readonly (Outcomes | undefined)[] | undefined> {
  const file = join(folder, fileName);
  if (statIfAny(file) === undefined) return undefined;
  const { data, dtype, shape } = await readNpy(file);
  const [height, width = 0] = shape;
  if (dtype !== 'uint8' || shape.length !== 2 || height !== rows.length) {
    throw new ArtifactError(
      'ARTIFACT_INVALID',
      file,
      `is ${dtype} of shape [${shape.join(', ')}], where the table's ${rows.length} rows need uint8 of [${rows.length}, images]`,
    );
  }
  return rows.map(({ count }, index) => {
    const row = (data as Uint8Array).subarray(index * width, index * width + Math.min(count, width));
    return row.length === count && !row.includes(notJudged) ? row : undefined;
  });
}
