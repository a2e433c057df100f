import { lstatSync } from 'node:fs';
import type { Digest } from '../base/digest.ts';
import { FileChangedError } from '../base/errors.ts';
import { stampOf } from '../base/file-stamp.ts';
import { StatCache } from './stat-cache.ts';
import { makeTree, type Tree, type TreeEntry } from './tree.ts';
import type { FoundFile } from './walk-folder.ts';
import { walkFolder } from './walk-folder.ts';

/**
 * Makes the tree of a folder. With a stat cache, only files whose stamps have changed are read.
 * @throws MissingFileError, UnsupportedFileError (links, sockets, odd names), FileChangedError
 */
export async function scanTree(folder: string, options: { statCache?: StatCache } = {}): Promise<Tree> {
  const statCache = options.statCache ?? new StatCache();
  return makeTreeOf(
    folder,
    (file) => statCache.lookUp(file.absolutePath, file.stat) ?? statCache.digestFile(file.absolutePath),
  );
}

/**
 * Walks a folder and makes its tree from the digests that `digest` gives.
 * @throws FileChangedError when a file has changed since the walk found it
 */
export async function makeTreeOf(
  folder: string,
  digest: (file: FoundFile) => Digest | Promise<Digest>,
): Promise<Tree> {
  const { files, emptyFolders } = walkFolder(folder);
  const entries: TreeEntry[] = [];
  for (const file of files) {
    const answer = digest(file);
    const isRead = typeof answer !== 'string';
    const known = await answer;
    if (isRead && stampOf(lstatSync(file.absolutePath, { bigint: true })) !== stampOf(file.stat)) {
      throw new FileChangedError(file.absolutePath);
    }
    entries.push({
      path: file.path,
      digest: known,
      size: Number(file.stat.size),
      executable: isExecutable(file.stat.mode),
    });
  }
  return makeTree(entries, emptyFolders);
}

/** Whether the owner may execute a file. No other permission is part of a result. */
export function isExecutable(mode: bigint): boolean {
  return (mode & 0o100n) !== 0n;
}
