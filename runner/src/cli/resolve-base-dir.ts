import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { RequestError } from './request-error.ts';

/**
 * The folder a command works in.
 * @param folder value of `-C`; undefined: the working folder
 * @throws RequestError FOLDER_MISSING when it is no folder
 */
export function resolveBaseDir(folder: string | undefined, workingDir: string): string {
  const path = resolve(workingDir, folder ?? '.');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return path;
  throw new RequestError('FOLDER_MISSING', `There is no folder '${folder}'.`, {
    hint: '-C takes the folder that holds pipeline.json',
  });
}
