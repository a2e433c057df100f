import { readdirSync } from 'node:fs';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { withIoErrors } from './errors.ts';

/** Names in a folder, sorted; empty where there is no such folder. @throws StoreIoError when it may not be read */
export function listFolderNames(folder: string): string[] {
  if (lstatIfAny(folder)?.isDirectory() !== true) return [];
  return withIoErrors('list', folder, () => readdirSync(folder).sort());
}
