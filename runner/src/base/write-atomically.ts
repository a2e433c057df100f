import { randomUUID } from 'node:crypto';
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
import { type FileStamp, stampOf } from './file-stamp.ts';

/**
 * How far back we date the files that we write. Somebody could edit a file within the clock tick of its own stamp, and
 * the stamp would stay the same. A file that is dated back has no such tick: any edit sets the present time.
 */
export const BACKDATE_MS = 2000;

export interface WriteOptions {
  /** Where the file is written before it is renamed: a free path on the same file system. Default: beside the file. */
  readonly staged?: string;
  readonly mode?: number;
}

/**
 * Writes a file under a temporary path and renames it into place: a reader sees the old content or the new one.
 * The folder is made when it is missing.
 * @returns the stamp of what was written; any later edit changes it
 * @throws the system's error; then nothing is left at the temporary path
 */
export function writeAtomically(
  path: string,
  content: string | Uint8Array,
  { staged = `${path}.${randomUUID()}.tmp`, mode = 0o644 }: WriteOptions = {},
): FileStamp {
  try {
    writeBackdated(staged, content, mode);
    renameIntoPlace(staged, path);
  } catch (error) {
    rmSync(staged, { force: true });
    throw error;
  }
  // Only now, because renaming sets the change time.
  return stampOf(lstatSync(path, { bigint: true }));
}

function writeBackdated(path: string, content: string | Uint8Array, mode: number): void {
  const fd = openForWriting(path, mode);
  try {
    writeFileSync(fd, content);
    backdate(fd);
  } finally {
    closeSync(fd);
  }
}

function openForWriting(path: string, mode: number): number {
  try {
    return openSync(path, 'wx', mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'wx', mode);
  }
}

/**
 * Renames a finished file to its place. The folder of the place is made when it turns out to be missing. A folder that
 * lies in the file's place cannot be renamed over, and is none of ours: it is removed.
 * @throws the system's error
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

/** Sets an open file's modification time BACKDATE_MS back and returns the stamp that the file has then. */
export function backdate(fd: number): FileStamp {
  const past = new Date(Date.now() - BACKDATE_MS);
  futimesSync(fd, past, past);
  return stampOf(fstatSync(fd, { bigint: true }));
}
