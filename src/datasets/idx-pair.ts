import { join } from 'node:path';
import { type IdxArray, readIdx } from '../../runner/src/formats/idx.ts';
import type { DatasetFile, Download, RawExamples } from './dataset.ts';
import type { LabelledImages } from './dataset-folder.ts';
import { DatasetError } from './errors.ts';

/** A file that is downloaded as `<name>.gz`. @param packedSha256 where the unpacked file's digest is not known */
export function gzippedFile(file: DatasetFile, packedSha256?: string): Download {
  return {
    name: `${file.name}.gz`,
    format: 'gzip',
    files: [file],
    ...(packedSha256 === undefined ? {} : { sha256: packedSha256 }),
  };
}

/** Reads a dataset in MNIST's four files. @throws DatasetError DATASET_FOLDER_INVALID; TensorFileError */
export async function readIdxSplit(folder: string): Promise<RawExamples> {
  return { development: await readIdxPair(folder, 'train-'), test: await readIdxPair(folder, 't10k-') };
}

/** Reads `<prefix>images-idx3-ubyte` and `<prefix>labels-idx1-ubyte`. @throws as readIdxSplit */
export async function readIdxPair(folder: string, prefix: string): Promise<LabelledImages> {
  const images = await readIdx(join(folder, `${prefix}images-idx3-ubyte`));
  const labels = await readIdx(join(folder, `${prefix}labels-idx1-ubyte`));
  checkPair(images, labels, folder);
  const [count, height, width] = images.shape as [number, number, number];
  return { shape: [count, 1, height, width], images: images.data, labels: labels.data };
}

function checkPair(images: IdxArray, labels: IdxArray, folder: string): void {
  const fits =
    images.shape.length === 3 &&
    images.shape[1] === images.shape[2] &&
    labels.shape.length === 1 &&
    labels.shape[0] === images.shape[0] &&
    labels.data.every((label) => label < 10);
  if (!fits) {
    throw new DatasetError(
      'DATASET_FOLDER_INVALID',
      `${folder}: images (${images.shape.join(', ')}) and labels (${labels.shape.join(', ')}) do not belong together`,
      { hint: 'Run the download stage again.' },
    );
  }
}
