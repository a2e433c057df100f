import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Digest, digestBytes, digestOpenFile } from './digest.ts';
import { FileChangedError, MissingFileError, UnsupportedFileError } from './errors.ts';
import { stampOf } from './file-stamp.ts';

/** Up to this size, reading the whole file at once and without promises is faster than streaming it. */
const SMALL_FILE_BYTES = 256 * 1024;

export interface FileDigest {
  readonly digest: Digest;
  /** Taken from the open file, after reading. */
  readonly stat: BigIntStats;
}

/**
 * SHA-256 of a file's content, in constant memory.
 * @throws FileChangedError when the file changes meanwhile, MissingFileError, UnsupportedFileError (not a plain file).
 */
export async function digestFile(path: string): Promise<Digest> {
  return (await digestFileWithStat(path)).digest;
}

/**
 * As digestFile, with the stat that belongs to the digested content. Follows symbolic links: a caller that must not
 * follow them calls lstat first.
 */
export async function digestFileWithStat(path: string): Promise<FileDigest> {
  const small = digestSmallFile(path);
  if (small !== undefined) return small;
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY);
  } catch (error) {
    throw describeOpenFailure(path, error);
  }
  try {
    const before = await file.stat({ bigint: true });
    const digest = await digestOpenFile(file);
    const after = await file.stat({ bigint: true });
    if (stampOf(before) !== stampOf(after)) throw new FileChangedError(path);
    return { digest, stat: after };
  } finally {
    await file.close();
  }
}

/** Undefined: the file is not small. */
function digestSmallFile(path: string): FileDigest | undefined {
  let fd: number;
  try {
    // O_NONBLOCK: opening a named pipe must fail below, not wait for a writer.
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw describeOpenFailure(path, error);
  }
  try {
    const before = fstatSync(fd, { bigint: true });
    if (!before.isFile()) throw new UnsupportedFileError(path, 'is not a plain file');
    if (before.size > BigInt(SMALL_FILE_BYTES)) return undefined;
    const size = Number(before.size);
    const bytes = Buffer.allocUnsafe(size + 1);
    let length = 0;
    while (length <= size) {
      const count = readSync(fd, bytes, length, size + 1 - length, null);
      if (count === 0) break;
      length += count;
    }
    const after = fstatSync(fd, { bigint: true });
    if (length !== size || stampOf(before) !== stampOf(after)) throw new FileChangedError(path);
    return { digest: digestBytes(bytes.subarray(0, length)), stat: after };
  } finally {
    closeSync(fd);
  }
}

function describeOpenFailure(path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new MissingFileError(path, `${path} does not exist`, error);
  if (code === 'EACCES' || code === 'EPERM')
    return new MissingFileError(path, `${path} may not be read (${code})`, error);
  if (code === 'ENXIO') return new UnsupportedFileError(path, 'is not a plain file');
  return new MissingFileError(path, `${path} cannot be read: ${(error as Error).message}`, error);
}
