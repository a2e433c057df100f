import { compareCodeUnits } from '../hash/tree.ts';
import { walkFolder } from '../hash/walk-folder.ts';
import { compareFiles } from './compare-files.ts';
import type { FileDifference, FileVersion } from './file-difference.ts';
import type { CompareOptions } from './options.ts';

/** Files by path (relative, with `/`); their bytes may be anywhere. */
export type FileSet = ReadonlyMap<string, FileVersion>;

/**
 * How the files of two folders differ, in the order of their paths. Empty when all bytes are the same.
 * @throws MissingFileError, UnsupportedFileError (links, sockets), FileChangedError, InvalidToleranceError
 */
export function compareFolders(
  before: string,
  after: string,
  options: CompareOptions = {},
): Promise<FileDifference[]> {
  return compareFileSets(listFiles(before), listFiles(after), options);
}

/** As compareFolders, for files that are elsewhere under other names, such as the blobs of a cache. */
export async function compareFileSets(
  before: FileSet,
  after: FileSet,
  options: CompareOptions = {},
): Promise<FileDifference[]> {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(compareCodeUnits);
  const differences: FileDifference[] = [];
  for (const path of paths) {
    const difference = await compareVersions(path, before.get(path), after.get(path), options);
    if (difference !== undefined) differences.push(difference);
  }
  return differences;
}

async function compareVersions(
  path: string,
  before: FileVersion | undefined,
  after: FileVersion | undefined,
  options: CompareOptions,
): Promise<FileDifference | undefined> {
  if (before !== undefined && after !== undefined) {
    const content = await compareFiles(path, before, after, options);
    return content === undefined ? undefined : { path, change: 'changed', before, after, ...content };
  }
  const common = { path, kind: 'binary', withinTolerance: false } as const;
  if (after !== undefined) {
    return { ...common, change: 'added', after, summary: `added, ${after.size} bytes` };
  }
  if (before === undefined) return undefined;
  return { ...common, change: 'removed', before, summary: `removed, ${before.size} bytes` };
}

function listFiles(folder: string): Map<string, FileVersion> {
  return new Map(
    walkFolder(folder).files.map(({ path, absolutePath, stat }) => [
      path,
      { absolutePath, size: Number(stat.size) },
    ]),
  );
}
