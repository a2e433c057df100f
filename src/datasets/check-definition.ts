import type { DatasetDefinition, Download, DownloadSource, RawExamples } from './dataset.ts';
import type { LabelledImages } from './dataset-folder.ts';
import { DatasetError } from './errors.ts';
import { findDataset } from './registry.ts';

/**
 * The dataset of a name: as a module defines it, or one of the study's.
 * @param definition the module's default export; undefined: there is no module
 * @throws DatasetError DATASET_UNKNOWN, DATASET_DEFINITION_INVALID
 */
export function resolveDataset(name: string, definition: unknown): DatasetDefinition {
  return definition === undefined ? findDataset(name) : checkDefinition(name, definition);
}

function checkDefinition(name: string, value: unknown): DatasetDefinition {
  const { source, read, testFraction } = (value ?? {}) as Partial<DatasetDefinition>;
  const fault = findSourceFault(source) ?? (typeof read === 'function' ? undefined : 'read, a function');
  if (fault !== undefined) {
    throw new DatasetError(
      'DATASET_DEFINITION_INVALID',
      `The module of dataset ${JSON.stringify(name)} has no proper ${fault}`,
      { hint: 'Have it export { name, source, read } as its default (docs/how-to/add-a-dataset.md).' },
    );
  }
  return {
    name,
    source: source!,
    ...(testFraction === undefined ? {} : { testFraction }),
    read: async (folder) => checkExamples(name, await read!(folder)),
  };
}

function findSourceFault(source: Partial<DownloadSource> | { kind: string } | undefined): string | undefined {
  if (source?.kind !== 'download') return "source, of kind 'download'";
  const { folder, mirrors, downloads } = source as Partial<DownloadSource>;
  if (!isName(folder)) return 'source.folder, its folder under PIPELINE_DATA_MIRROR';
  if (!Array.isArray(mirrors) || !mirrors.every((mirror) => typeof mirror === 'string'))
    return 'source.mirrors, a list of addresses';
  const isSound = Array.isArray(downloads) && downloads.length > 0 && downloads.every(isDownload);
  return isSound
    ? undefined
    : 'source.downloads, a list of { name, format, files: [{ name, bytes, sha256 }] }';
}

function isDownload(download: Partial<Download> | null): boolean {
  const { name, format, sha256, files } = download ?? {};
  if (!isName(name) || !['gzip', 'tar.gz'].includes(format ?? '') || !Array.isArray(files)) return false;
  if (files.length === 0 || (format === 'gzip' && files.length > 1)) return false;
  return files.every(
    (file) =>
      isName(file.name) &&
      Number.isSafeInteger(file.bytes) &&
      file.bytes > 0 &&
      [sha256, file.sha256].some((digest) => digest !== undefined) &&
      [sha256, file.sha256].every((digest) => digest === undefined || /^[0-9a-f]{64}$/.test(digest)),
  );
}

/** A plain name, so that files stay in their folder. */
function isName(name: unknown): boolean {
  return typeof name === 'string' && /^\w[\w.-]*$/.test(name);
}

function checkExamples(name: string, { development, test }: RawExamples): RawExamples {
  return {
    development: checkPart(name, 'development', development),
    test: test === undefined ? undefined : checkPart(name, 'test', test),
  };
}

function checkPart(name: string, part: string, value: LabelledImages): LabelledImages {
  const fault = findPartFault(value ?? {});
  if (fault === undefined) return value;
  throw new DatasetError(
    'DATASET_ARRAY_INVALID',
    `The module of dataset ${JSON.stringify(name)} reads its ${part} images with ${fault}`,
    { hint: 'Give { shape: [N, C, H, H], images, labels }: bytes, or floats in [0, 1] at 32×32.' },
  );
}

function findPartFault({ shape, images, labels }: Partial<LabelledImages>): string | undefined {
  const [count = 0, channels = 0, height = 0, width = 0] = shape ?? [];
  if (shape?.length !== 4 || (channels !== 1 && channels !== 3) || height !== width || height === 0)
    return `shape (${(shape ?? []).join(', ')}), expected N×C×H×H with C 1 or 3`;
  const isBytes = images instanceof Uint8Array;
  if (!isBytes && !(images instanceof Float32Array && height === 32))
    return 'pixels that are neither bytes nor floats at 32×32';
  if (images.length !== count * channels * height * width)
    return `${images.length} pixels for shape (${shape.join(', ')})`;
  if (!isBytes && !images.every((pixel) => pixel >= 0 && pixel <= 1)) return 'pixels outside [0, 1]';
  if (!(labels instanceof Uint8Array) || labels.length !== count || labels.some((label) => label > 9))
    return `labels that are not ${count} bytes from 0 to 9`;
  return undefined;
}
