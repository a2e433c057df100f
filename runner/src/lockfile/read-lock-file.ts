import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { UnreadableLockFileError } from './errors.ts';
import type { LockFile } from './lock-file.ts';
import { parseLockFile } from './parse-lock-file.ts';

/**
 * Reads a lock file.
 * @param label what messages call it
 * @returns undefined where there is none
 * @throws InvalidLockFileError, UnreadableLockFileError
 */
export function readLockFile(path: string, label = basename(path)): LockFile | undefined {
  const text = readLockText(path);
  return text === undefined ? undefined : parseLockFile(text, label);
}

/** The text of a lock file; undefined where there is none. @throws UnreadableLockFileError */
export function readLockText(path: string): string | undefined {
  try {
    // git may have written the lines of a checkout as Windows ends them.
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UnreadableLockFileError(path, error);
  }
}
