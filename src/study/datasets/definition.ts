import type { LabelledImages } from './dataset-folder.ts';
import { DatasetError } from './errors.ts';
import type { DatasetFile, DownloadSource } from './registry.ts';

/** What a dataset's files hold: in two parts, or in one piece that preprocessing deals out. */
export type RawDataset =
  | { readonly train: LabelledImages; readonly test: LabelledImages }
  | { readonly all: LabelledImages };

/** A dataset that a module defines. */
export interface DatasetDefinition {
  /** Where its files are; PIPELINE_DATA_MIRROR is tried first. Each is fetched as `<mirror>/<name>.gz` and kept unpacked. */
  readonly source: Omit<DownloadSource, 'kind'>;
  /**
   * Reads the unpacked files: bytes of any square size, which are resized, or floats in [0, 1] of 32×32; classes 0 to 9.
   * Absent: the files are idx and named as MNIST's (train-images-idx3-ubyte, …).
   * @param folder holds the files under their names
   */
  readonly read?: (folder: string) => Promise<RawDataset>;
}

/**
 * Checks a module's default export.
 * @throws DatasetError DATASET_DEFINITION_INVALID
 */
export function checkDatasetDefinition(name: string, value: unknown): DatasetDefinition {
  const definition = value as Partial<DatasetDefinition> | null | undefined;
  const { folder, mirrors, files } = (definition?.source ?? {}) as Partial<DownloadSource>;
  const fault = !isName(folder)
    ? 'source.folder, its folder under PIPELINE_DATA_MIRROR'
    : !Array.isArray(mirrors) || !mirrors.every((mirror) => typeof mirror === 'string')
      ? 'source.mirrors, a list of addresses'
      : !Array.isArray(files) || files.length === 0 || !files.every(isFile)
        ? 'source.files, a list of { name, sha256, bytes } of the unpacked files'
        : definition?.read !== undefined && typeof definition.read !== 'function'
          ? 'read, a function'
          : undefined;
  if (fault !== undefined) {
    throw new DatasetError(
      'DATASET_DEFINITION_INVALID',
      `The module of dataset ${JSON.stringify(name)} has no proper ${fault}`,
      { hint: 'Have it export { source, read } as its default (docs/add-a-dataset.md).' },
    );
  }
  return definition as DatasetDefinition;
}

function isFile(file: Partial<DatasetFile> | null | undefined): boolean {
  const { name, sha256, bytes } = file ?? {};
  return isName(name) && /^[0-9a-f]{64}$/.test(sha256 ?? '') && Number.isSafeInteger(bytes) && bytes! > 0;
}

/** A plain name: files stay in their folder. */
function isName(name: unknown): boolean {
  return typeof name === 'string' && /^[\w][\w.-]*$/.test(name);
}

/**
 * Checks what a dataset's own `read` gave.
 * @throws DatasetError DATASET_ARRAY_INVALID
 */
export function checkRead(name: string, part: string, value: LabelledImages): LabelledImages {
  const { shape = [], images, labels } = (value ?? {}) as Partial<LabelledImages>;
  const [count = 0, channels = 0, height = 0, width = 0] = shape;
  const isBytes = images instanceof Uint8Array;
  const fault =
    shape.length !== 4 || (channels !== 1 && channels !== 3) || height !== width || height === 0
      ? `shape (${shape.join(', ')}), expected N×C×H×H with C 1 or 3`
      : !isBytes && !(images instanceof Float32Array && height === 32)
        ? 'pixels that are neither bytes nor floats at 32×32'
        : images.length !== count * channels * height * width
          ? `${images.length} pixels for shape (${shape.join(', ')})`
          : !isBytes && !images.every((pixel) => pixel >= 0 && pixel <= 1)
            ? 'pixels outside [0, 1]'
            : !(labels instanceof Uint8Array) || labels.length !== count || labels.some((label) => label > 9)
              ? `labels that are not ${count} bytes from 0 to 9`
              : undefined;
  if (fault === undefined) return value;
  throw new DatasetError(
    'DATASET_ARRAY_INVALID',
    `The module of dataset ${JSON.stringify(name)} read ${part} with ${fault}`,
    {
      hint: 'Give { shape: [N, C, H, W], images: Uint8Array, labels: Uint8Array } for each part.',
    },
  );
}
