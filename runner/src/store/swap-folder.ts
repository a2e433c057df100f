import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileStamp } from '../base/file-stamp.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { BACKDATE_MS } from '../base/write-atomically.ts';
import type { Tree } from '../hash/tree.ts';
import { withIoErrors } from './errors.ts';
import { dateFoldersBack, stampFolders } from './placed-stamp.ts';
import type { Scratch } from './scratch.ts';

/** A staged folder beside which nothing else has been done: `path` to fill, on the file system of its destination. */
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
 * Puts a staged tree in its place, dated back so that any later edit shows.
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
 * Puts a finished folder in a destination's place. What was there is moved away first and removed last, so at every
 * instant the destination is the old folder, absent, or the new one.
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
    // Some layered file systems cannot rename a folder of a lower layer, nor any a mount point.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EXDEV' && code !== 'EBUSY') throw error;
    rmSync(destination, { recursive: true, force: true });
    return undefined;
  }
}
