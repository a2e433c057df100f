import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import { withIoErrors } from '../errors.ts';
import type { Scratch } from '../scratch.ts';

/**
 * Removes a folder that a pipeline may read without touching it first. So it may only be removed while no pipeline runs:
 * it is
 * moved away, and put back if a pipeline has begun meanwhile.
 * @returns false when it was put back
 * @throws StoreIoError
 */
export function removeFolderIfAlone(folder: string, scratch: Scratch): boolean {
  return withIoErrors('remove', folder, () => {
    if (lstatIfAny(folder) === undefined) return true;
    if (scratch.listUsers().length > 0) return false;
    const aside = scratch.newPathFor(dirname(folder));
    renameSync(folder, aside);
    if (scratch.listUsers().length > 0) {
      mkdirSync(dirname(folder), { recursive: true });
      if (lstatIfAny(folder) === undefined) {
        renameSync(aside, folder);
        return false;
      }
    }
    rmSync(aside, { recursive: true, force: true });
    return true;
  });
}
