import { linkSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { renameIntoPlace } from '../base/write-atomically.ts';
import type { StoreFolders } from './folders.ts';

/** In the folder of a process: the one file that it is about to remove. */
export const SET_ASIDE_FOLDER = 'set-aside';
const NAME = /^(?:objects|actions)\+[0-9a-f]{2}\+[0-9a-f]{62}(?:\.json)?$/;

/** Gives free paths in the folder of this process. */
interface AsideFolder {
  asidePath(name: string): string;
}

export interface SetAside {
  /** Where the file is now. */
  readonly path: string;
  /** Puts it back, unless somebody else has put another in its place meanwhile. */
  putBack(): void;
}

/**
 * Takes a blob or record aside, in one step: whoever used it until now has it or has lost it, and there is time to look
 * which. Should this process die before it decides, the next sweep puts the file back.
 * @returns undefined where there is none
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

/** Puts back what a dead process had set aside in its folder. */
export function putBackAll(ownerFolder: string, root: string): void {
  const folder = join(ownerFolder, SET_ASIDE_FOLDER);
  if (lstatIfAny(folder)?.isDirectory() !== true) return;
  for (const name of readdirSync(folder).filter((one) => NAME.test(one))) {
    moveUnlessTaken(join(folder, name), join(root, name.replaceAll('+', '/')));
  }
}

/** A link is made only where nothing is; the name aside is removed by whoever removes the folder. */
function moveUnlessTaken(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return;
    // No hard links here.
    if (lstatIfAny(to) === undefined) renameIntoPlace(from, to);
  }
}
