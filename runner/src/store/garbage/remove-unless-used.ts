import { closeSync, fstatSync, openSync, rmSync } from 'node:fs';
import { READ_PLAIN } from '../../base/read-plain-file.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import { withIoErrors } from '../errors.ts';
import type { StoreFolders } from '../folders.ts';
import type { Scratch } from '../scratch.ts';
import { setAside } from '../set-aside.ts';

/**
 * Removes a blob or record unless somebody touched it since `beforeNs`, also at this very moment: whoever is about to
 * rely on a file touches it first, so the file is taken aside and looked at again. A touch before that shows; one after
 * it fails, and its maker knows that the file is gone.
 * @returns false: it is in use, and is where it was
 * @throws StoreIoError
 */
export function removeUnlessUsed(
  path: string,
  beforeNs: bigint,
  folders: StoreFolders,
  scratch: Scratch,
): boolean {
  return withIoErrors('remove', path, () => {
    const before = lstatIfAny(path);
    if (before === undefined) return true;
    if (before.ctimeNs >= beforeNs) return false;
    const aside = setAside(path, folders, scratch);
    if (aside === undefined) return true;
    const now = readTimes(aside.path);
    // Taking it aside sets the change time; a touch sets the modification time too, a replacement is another file.
    if (now.mtimeNs !== before.mtimeNs || now.ino !== before.ino) {
      aside.putBack();
      return false;
    }
    rmSync(aside.path, { recursive: true, force: true });
    return true;
  });
}

/** Opened, since network file systems answer a mere lstat from what they remember. */
function readTimes(path: string): { mtimeNs: bigint; ino: bigint } {
  try {
    const fd = openSync(path, READ_PLAIN);
    try {
      return fstatSync(fd, { bigint: true });
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    // A link or an unreadable file in a blob's place: what lstat says has to do.
    const stat = lstatIfAny(path);
    if (stat === undefined) throw error;
    return stat;
  }
}
