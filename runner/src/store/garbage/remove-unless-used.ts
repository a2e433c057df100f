import { closeSync, fstatSync, openSync, rmSync } from 'node:fs';
import { READ_PLAIN } from '../../base/read-plain-file.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import { withIoErrors } from '../errors.ts';
import type { StoreFolders } from '../folders.ts';
import type { Scratch } from '../scratch.ts';
import { setAside } from '../set-aside.ts';

/**
 * Removes a blob or record, unless a process has touched it since `beforeNs`, even at this very moment. A process touches a
 * file before it relies on it. So the file is taken aside and looked at again: an earlier touch shows, and a later touch
 * fails, so that its process knows that the file is gone.
 * @returns false when it is in use; then it is where it was
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
    // Taking a file aside sets its change time. A touch also sets the modification time, and a replacement is another file.
    if (now.mtimeNs !== before.mtimeNs || now.ino !== before.ino) {
      aside.putBack();
      return false;
    }
    rmSync(aside.path, { recursive: true, force: true });
    return true;
  });
}

/** Opens the file, because network file systems may answer a mere lstat from memory. */
function readTimes(path: string): { mtimeNs: bigint; ino: bigint } {
  try {
    const fd = openSync(path, READ_PLAIN);
    try {
      return fstatSync(fd, { bigint: true });
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    // A link or an unreadable file is in the blob's place. Then lstat has to do.
    const stat = lstatIfAny(path);
    if (stat === undefined) throw error;
    return stat;
  }
}
