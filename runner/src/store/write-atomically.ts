import {
  closeSync,
  fstatSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { type FileStamp, stampOf } from '../hash/file-stamp.ts';
import { withIoErrors } from './errors.ts';

/**
 * So far back go the modification times of files we place. A file as young as its own stamp could be edited within
 * the same clock tick unseen; one that we dated back cannot, as any write sets the present time.
 */
export const BACKDATE_MS = 2000;

/**
 * Writes a file under a temporary path and renames it into place: readers see the old content or the new.
 * @returns the stamp of what was written, which later edits cannot keep
 * @throws StoreIoError
 */
export function writeAtomically(
  path: string,
  text: string | Uint8Array,
  staged: string,
  mode = 0o644,
): FileStamp {
  return withIoErrors('write', path, () => {
    const fd = openSync(staged, 'wx', mode);
    try {
      writeFileSync(fd, text);
      backdate(fd);
    } finally {
      closeSync(fd);
    }
    renameIntoPlace(staged, path);
    // Only now: renaming sets the change time.
    return stampOf(lstatSync(path, { bigint: true }));
  });
}

/**
 * Renames a finished file to its place, whose folder is made only when it turns out to be missing. A folder that lies
 * in the file's place is none of ours, and goes: unlike anything else, it cannot be renamed over.
 */
export function renameIntoPlace(staged: string, path: string): void {
  try {
    renameSync(staged, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') mkdirSync(dirname(path), { recursive: true });
    else if (code === 'EISDIR') rmSync(path, { recursive: true, force: true });
    else throw error;
    renameSync(staged, path);
  }
}

/** Dates an open file back and gives the stamp it has then. */
export function backdate(fd: number): FileStamp {
  const past = new Date(Date.now() - BACKDATE_MS);
  futimesSync(fd, past, past);
  return stampOf(fstatSync(fd, { bigint: true }));
}
