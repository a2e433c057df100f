import { readdirSync } from 'node:fs';
import path from 'node:path';
import { suggestName } from '../document/suggest.ts';
import { leavesFolder } from './resolve-program.ts';

/** A file with nearly that name in the folder that a program or module should be in. */
export function suggestFile(baseDir: string, program: string): string | undefined {
  if (leavesFolder(program)) return undefined;
  const folder = path.posix.dirname(program);
  const entries = listFolder(path.join(baseDir, folder));
  const near = suggestName(path.posix.basename(program), entries);
  return near === undefined ? undefined : path.posix.join(folder, near);
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) return [];
    throw error;
  }
}
