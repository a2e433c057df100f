import { linkSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { renameIntoPlace } from '../base/write-atomically.ts';
import type { StoreFolders } from './folders.ts';

/** A folder in a process's scratch folder, for the file that the process is about to remove. */
export const SET_ASIDE_FOLDER = 'set-aside';
const NAME = /^(?:objects|actions)\+[0-9a-f]{2}\+[0-9a-f]{62}(?:\.json)?$/;

/** Gives unused paths in the scratch folder of this process. */
interface AsideFolder {
  asidePath(name: string): string;
}

export interface SetAside {
  /** Where the file is now. */
  readonly path: string;
  /** Puts it back, unless another process has put another file in its place. */
  putBack(): void;
}

/**
 * Takes a blob or record aside in one step. Now no other process can begin to use it, and there is time to see whether one
 * already has. If this process dies before it decides, the next sweep puts the file back.
 * @returns undefined when there is no such file
 */
export function setAside(path: string, folders: StoreFolders, scratch: AsideFolder): SetAside | undefined {
  const aside = scratch.asidePath(relative(folders.root, path).replaceAll('\\', '/').replaceAll('/', '+'));
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return {
    path: aside,
    putBack: () => {
      moveUnlessTaken(aside, path);
      rmSync(aside, { force: true });
    },
  };
}

/** Puts back what a dead process has set aside. */
export function putBackAll(ownerFolder: string, root: string): void {
  const folder = join(ownerFolder, SET_ASIDE_FOLDER);
  if (lstatIfAny(folder)?.isDirectory() !== true) return;
  for (const name of readdirSync(folder).filter((one) => NAME.test(one))) {
    moveUnlessTaken(join(folder, name), join(root, name.replaceAll('+', '/')));
  }
}

/** Puts a file back by a link, which fails where another file is. The name aside goes with its folder. */
function moveUnlessTaken(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return;
    // This file system has no hard links.
    if (lstatIfAny(to) === undefined) renameIntoPlace(from, to);
  }
}
