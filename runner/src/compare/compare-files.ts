import { extname } from 'node:path';
import { compareBytes, findFirstDifference } from './compare-bytes.ts';
import { compareDocuments } from './compare-documents.ts';
import { compareImages } from './compare-images.ts';
import { compareNpy } from './compare-npy.ts';
import { compareSafetensors } from './compare-safetensors.ts';
import { compareText } from './compare-text.ts';
import type { ContentDifference, FileVersion } from './file-difference.ts';
import { type CompareOptions, type CompareSettings, MAX_PARSED_BYTES } from './options.ts';
import { NO_TOLERANCE } from './tolerance.ts';

/** Image formats that a page can show. */
export const IMAGE_TYPES: ReadonlyMap<string, string> = new Map([
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.gif', 'image/gif'],
  ['.webp', 'image/webp'],
]);

/**
 * Compares two versions of a file, by the format that its name says. Files that cannot be read in that format are
 * compared as
 * text or bytes.
 * @param path its name
 * @returns undefined when the bytes are the same
 * @throws MissingFileError, FileChangedError
 */
export async function compareFiles(
  path: string,
  before: FileVersion,
  after: FileVersion,
  options: CompareOptions = {},
): Promise<ContentDifference | undefined> {
  if (await isSameContent(before, after)) return undefined;
  const settings = { tolerance: NO_TOLERANCE, schemaFolders: [], maxListed: 1000, ...options };
  return (
    (await compareByName(path, before, after, settings)) ??
    (await compareText(before, after)) ??
    (await compareBytes(before, after, describeLimit(path, before, after)))
  );
}

async function compareByName(
  path: string,
  before: FileVersion,
  after: FileVersion,
  settings: CompareSettings,
): Promise<ContentDifference | undefined> {
  const extension = extname(path).toLowerCase();
  if (extension === '.npy') return compareNpy(before, after, settings);
  if (extension === '.safetensors') return compareSafetensors(before, after, settings);
  if (extension === '.csv' || extension === '.json') return compareDocuments(path, before, after, settings);
  if (IMAGE_TYPES.has(extension)) return compareImages(path, before, after);
  return undefined;
}

async function isSameContent(before: FileVersion, after: FileVersion): Promise<boolean> {
  if (before.digest !== undefined && after.digest !== undefined) return before.digest === after.digest;
  return before.size === after.size && (await findFirstDifference(before, after)) === undefined;
}

function describeLimit(path: string, before: FileVersion, after: FileVersion): string | undefined {
  const extension = extname(path).toLowerCase();
  if (Math.max(before.size, after.size) > MAX_PARSED_BYTES && /^\.(csv|json|txt|log|html)$/.test(extension)) {
    return `too large to be read as ${extension}`;
  }
  if (['.npy', '.safetensors'].includes(extension)) return `cannot be read as ${extension}`;
  return undefined;
}
