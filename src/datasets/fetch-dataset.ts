import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { digestBytes } from '../../runner/src/base/digest.ts';
import { encodeIdx } from '../../runner/src/formats/idx.ts';
import { readNpy } from '../../runner/src/formats/npy.ts';
import { resolveDataset } from './check-definition.ts';
import type { DatasetSource } from './dataset.ts';
import { type DownloadOptions, downloadDataset } from './download-dataset.ts';
import { DatasetError } from './errors.ts';
import { readPackageDigits } from './package-digits.ts';

export interface FetchDatasetOptions extends DownloadOptions {
  /** For the dataset `npy` only: the user's files, relative to `baseDir`. */
  readonly images: string | undefined;
  readonly labels: string | undefined;
  readonly baseDir: string;
  /** The dataset as a module defines it; absent: it is one of the study's. */
  readonly definition?: unknown;
}

/**
 * Puts the unchanged files of a dataset into a folder, and source.json {dataset, files: {name: sha256}}.
 * @throws DatasetError DATASET_UNKNOWN, DATASET_DEFINITION_INVALID, DATASET_SOURCES_FAILED, DATASET_PARAMS_INVALID;
 *   TensorFileError
 */
export async function fetchDataset(name: string, options: FetchDatasetOptions): Promise<void> {
  const files = await fetchFiles(resolveDataset(name, options.definition).source, options);
  await writeFile(
    join(options.targetFolder, 'source.json'),
    `${JSON.stringify({ dataset: name, files }, null, 2)}\n`,
  );
}

function fetchFiles(dataset: DatasetSource, options: FetchDatasetOptions): Promise<Record<string, string>> {
  switch (dataset.kind) {
    case 'package':
      return unpackDigits(options.targetFolder);
    case 'download':
      return downloadDataset(dataset, options);
    case 'arrays':
      return copyArrays(options);
  }
}

async function unpackDigits(folder: string): Promise<Record<string, string>> {
  const { count, images, labels } = await readPackageDigits();
  const content = {
    'images-idx3-ubyte': encodeIdx({ shape: [count, 28, 28], data: images }),
    'labels-idx1-ubyte': encodeIdx({ shape: [count], data: labels }),
  };
  for (const [name, bytes] of Object.entries(content)) await writeFile(join(folder, name), bytes);
  return Object.fromEntries(Object.entries(content).map(([name, bytes]) => [name, digestBytes(bytes)]));
}

async function copyArrays({
  images,
  labels,
  baseDir,
  targetFolder,
}: FetchDatasetOptions): Promise<Record<string, string>> {
  if (images === undefined || labels === undefined) {
    throw new DatasetError('DATASET_PARAMS_INVALID', 'The dataset npy needs the params images and labels', {
      hint: 'Give two .npy files: "images": "my-images.npy", "labels": "my-labels.npy".',
    });
  }
  const digests: Record<string, string> = {};
  for (const [name, path] of Object.entries({ 'images.npy': images, 'labels.npy': labels })) {
    const source = resolve(baseDir, path);
    // Read before it is copied, so that an error names the user's own path.
    await readNpy(source);
    await copyFile(source, join(targetFolder, name));
    digests[name] = digestBytes(await readFile(source));
  }
  return digests;
}
