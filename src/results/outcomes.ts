import { join } from 'node:path';
import { statIfAny } from '../../runner/src/base/stat-if-any.ts';
import { readNpy, writeNpy } from '../../runner/src/formats/npy.ts';
import { AggregationError } from './aggregation-error.ts';

/** For each image 1 where a model was right, 0 where it was wrong. */
export type Outcomes = Uint8Array;

/** Of the attack grid's cells beside table.json, and of one trained model beside its metrics.json. */
const outcomesFile = 'outcomes.npy';
/** Of the trained models beside clean.json. */
export const cleanOutcomesFile = 'clean-outcomes.npy';
/** Stands where a row has no image, or nobody knew its label. */
const notJudged = 255;

/**
 * Writes outcomes.npy: uint8, rows × most images, a row for each row of the table beside it; 1 right, 0 wrong, 255 not
 * judged. With it models can be compared image by image.
 */
export async function writeOutcomes(
  folder: string,
  outcomes: readonly (Outcomes | undefined)[],
  fileName = outcomesFile,
): Promise<void> {
  const width = Math.max(0, ...outcomes.map((row) => row?.length ?? 0));
  const data = new Uint8Array(outcomes.length * width).fill(notJudged);
  outcomes.forEach((row, index) => {
    if (row !== undefined) data.set(row, index * width);
  });
  await writeNpy(join(folder, fileName), { dtype: 'uint8', shape: [outcomes.length, width], data });
}

/**
 * Reads them back, row by row, undefined where a row's images were not judged one by one.
 * @param rows of the table beside it; `count` tells how many images each was judged on
 * @returns undefined when the folder has no such file
 * @throws AggregationError ARTIFACT_INVALID when the file is not of these rows, TensorFileError when it is no .npy file
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
    throw new AggregationError(
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
