import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { statIfAny } from '../../runner/src/base/stat-if-any.ts';
import { type NpyArray, readNpy, writeNpy } from '../../runner/src/formats/npy.ts';
import type { Dataset } from '../generated/artifacts/dataset.ts';
import { DatasetError } from './errors.ts';

const PARTS = ['train', 'validation', 'test'] as const;
export type PartName = (typeof PARTS)[number];

/** Images N×C×H×W, bytes or floats in [0, 1], and their classes. */
export interface LabelledImages {
  readonly shape: readonly [number, number, number, number];
  readonly images: Uint8Array | Float32Array;
  readonly labels: Uint8Array;
}

/** Writes a preprocessed dataset; parts without examples have no files. */
export async function writeDatasetFolder(
  folder: string,
  description: Dataset,
  parts: Readonly<Partial<Record<PartName, LabelledImages>>>,
): Promise<void> {
  for (const part of PARTS) {
    const content = parts[part];
    if (content === undefined || content.labels.length === 0) continue;
    const { shape, images, labels } = content;
    const array: NpyArray =
      images instanceof Uint8Array
        ? { dtype: 'uint8', shape, data: images }
        : { dtype: 'float32', shape, data: images };
    await writeNpy(join(folder, `${part}-images.npy`), array);
    await writeNpy(join(folder, `${part}-labels.npy`), {
      dtype: 'uint8',
      shape: [labels.length],
      data: labels,
    });
  }
  await writeFile(join(folder, 'dataset.json'), `${JSON.stringify(description, null, 2)}\n`);
}

/** Reads dataset.json. @throws DatasetError DATASET_FOLDER_INVALID */
export async function readDatasetDescription(folder: string): Promise<Dataset> {
  const path = join(folder, 'dataset.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Dataset;
  } catch (cause) {
    throw new DatasetError(
      'DATASET_FOLDER_INVALID',
      `${path}: cannot be read (${(cause as Error).message})`,
      {
        cause,
        hint: 'The folder must come from the preprocess stage; run it again.',
      },
    );
  }
}

/**
 * Reads one part of a preprocessed dataset.
 * @throws DatasetError DATASET_PART_MISSING, DATASET_FOLDER_INVALID; TensorFileError
 */
export async function readDatasetPart(folder: string, part: PartName): Promise<LabelledImages> {
  const imagesPath = join(folder, `${part}-images.npy`);
  if (statIfAny(imagesPath) === undefined) {
    throw new DatasetError('DATASET_PART_MISSING', `${folder} has no ${part} examples (${part}-images.npy)`, {
      hint: 'A dataset of your own arrays is all test examples unless the preprocess stage has a testFraction below 1.',
    });
  }
  const images = await readNpy(imagesPath);
  const labels = await readNpy(join(folder, `${part}-labels.npy`));
  const { shape } = images;
  const fits =
    (images.dtype === 'uint8' || images.dtype === 'float32') &&
    labels.dtype === 'uint8' &&
    shape.length === 4 &&
    labels.shape.length === 1 &&
    labels.shape[0] === shape[0];
  if (!fits) {
    throw new DatasetError(
      'DATASET_FOLDER_INVALID',
      `${imagesPath}: images and labels do not belong together`,
      {
        hint: 'The folder must come from the preprocess stage; run it again.',
      },
    );
  }
  return {
    shape: shape as unknown as LabelledImages['shape'],
    images: images.data as Uint8Array | Float32Array,
    labels: labels.data as Uint8Array,
  };
}
