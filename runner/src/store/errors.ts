import type { Digest } from '../base/digest.ts';
import { PipelineError } from '../base/errors.ts';

/** A blob is missing, or its content does not have the digest in its name. Running its action again heals it. */
export class DamagedBlobError extends PipelineError {
  readonly digest: Digest;
  readonly why: string;

  constructor(digest: Digest, path: string, why: string, neededFor?: string) {
    const purpose = neededFor === undefined ? '' : `, needed for ${neededFor},`;
    super('BLOB_DAMAGED', `cached file ${path}${purpose} ${why}`, {
      hint: 'Run the pipeline again: the action that made it runs again and heals the cache.',
    });
    this.digest = digest;
    this.why = why;
  }
}

/** A record that was there a moment ago cannot be read. The next run executes its action again. */
export class DamagedRecordError extends PipelineError {
  readonly keyDigest: Digest;

  constructor(keyDigest: Digest, why: string) {
    super('RECORD_DAMAGED', `the cache's record ${keyDigest} ${why}`, {
      hint: 'Run the pipeline again: the action runs again and heals the cache.',
    });
    this.keyDigest = keyDigest;
  }
}

/** The file system refused an operation: it is full or read-only, a permission is missing, too many files are open. */
export class StoreIoError extends PipelineError {
  readonly path: string;

  constructor(doing: string, path: string, cause: unknown) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
    const known = KNOWN_CAUSES[code];
    super(known?.code ?? 'CACHE_IO', `cannot ${doing} ${path}: ${known?.words ?? (cause as Error).message}`, {
      cause,
      hint: known?.hint ?? 'Check the disk and the folder, then run again; finished actions are kept.',
    });
    this.path = path;
  }
}

const NO_PERMISSION = {
  code: 'NO_PERMISSION',
  words: 'no permission',
  hint: 'Make the folder writable for you, then run again; finished actions are kept.',
};
const DISK_FULL = {
  code: 'DISK_FULL',
  words: 'no space left on the disk',
  hint: 'Free some space, then run again; finished actions are kept and nothing half-written is used.',
};
const IN_THE_WAY = {
  code: 'CACHE_IO',
  words: 'something else lies in its way',
  hint: 'Remove it (npx pipeline cache verify --repair does, inside the cache), then run again.',
};
const TOO_MANY_FILES = {
  code: 'TOO_MANY_FILES',
  words: 'too many open files',
  hint: 'Raise the limit (ulimit -n) or lower --jobs, then run again.',
};

const KNOWN_CAUSES: Readonly<Record<string, { code: string; words: string; hint: string }>> = {
  ENOSPC: DISK_FULL,
  EDQUOT: { ...DISK_FULL, words: 'the disk quota is used up' },
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: { ...NO_PERMISSION, words: 'the file system is read-only' },
  ENOTDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
};

/** Runs file-system work. An error of the system is thrown as a StoreIoError, our own errors as they are. */
export function withIoErrors<R>(doing: string, path: string, work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw toStoreError(doing, path, error);
  }
}

/** As withIoErrors, for promises. */
export async function withAsyncIoErrors<R>(doing: string, path: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(doing, path, error);
  }
}

/** Turns an error of the system into a StoreIoError that names the path. Other errors stay as they are. */
export function nameSystemError(error: unknown): unknown {
  const { syscall, path } = error as NodeJS.ErrnoException;
  return toStoreError(syscall ?? 'use', path ?? 'a file', error);
}

function toStoreError(doing: string, path: string, error: unknown): unknown {
  if (error instanceof PipelineError) return error;
  return (error as NodeJS.ErrnoException).syscall === undefined
    ? error
    : new StoreIoError(doing, path, error);
}
