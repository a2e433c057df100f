import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileStamp } from '../base/file-stamp.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { BACKDATE_MS } from '../base/write-atomically.ts';
import type { Tree } from '../hash/tree.ts';
import { withIoErrors } from './errors.ts';
import { dateFoldersBack, stampFolders } from './placed-stamp.ts';
import type { Scratch } from './scratch.ts';

/** A new empty folder to fill, on the file system of its destination. */
export function stageFor(destination: string, scratch: Scratch): string {
  const parent = dirname(destination);
  return withIoErrors('make the folder', parent, () => {
    mkdirSync(parent, { recursive: true });
    const path = scratch.newPathFor(parent);
    mkdirSync(path);
    return path;
  });
}

/**
 * Puts a staged tree in its place. It is dated back, so that any later edit shows.
 * @returns the stamps of its folders
 * @throws StoreIoError
 */
export function putInPlace(
  staged: string,
  tree: Tree,
  destination: string,
  scratch: Scratch,
): Record<string, FileStamp> {
  return withIoErrors('replace', destination, () => {
    dateFoldersBack(staged, tree, new Date(Date.now() - BACKDATE_MS));
    swapFolder(staged, destination, scratch);
    return stampFolders(destination, tree);
  });
}

/**
 * Puts a finished folder in the place of a destination. What was there is moved away first and removed last. So at every
 * instant the destination is the old folder, missing, or the new folder.
 */
function swapFolder(staged: string, destination: string, scratch: Scratch): void {
  const old = moveAway(destination, scratch);
  renameSync(staged, destination);
  if (old !== undefined) rmSync(old, { recursive: true, force: true });
}

function moveAway(destination: string, scratch: Scratch): string | undefined {
  if (lstatIfAny(destination) === undefined) return undefined;
  const old = scratch.newPathFor(dirname(destination));
  try {
    renameSync(destination, old);
    return old;
  } catch (error) {
    // Some layered file systems cannot rename a folder of a lower layer, and none can rename a mount point.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EXDEV' && code !== 'EBUSY') throw error;
    rmSync(destination, { recursive: true, force: true });
    return undefined;
  }
}
