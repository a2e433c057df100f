import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { UnreadableLockFileError } from './errors.ts';
import type { LockFile } from './lock-file.ts';
import { parseLockFile } from './parse-lock-file.ts';

/**
 * Reads a lock file.
 * @param label its name in messages
 * @returns undefined when there is no file
 * @throws InvalidLockFileError, UnreadableLockFileError
 */
export function readLockFile(path: string, label = basename(path)): LockFile | undefined {
  const text = readLockText(path);
  return text === undefined ? undefined : parseLockFile(text, label);
}

/** The text of a lock file; undefined when there is no file. @throws UnreadableLockFileError */
export function readLockText(path: string): string | undefined {
  try {
    // On Windows git may have changed the line ends.
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UnreadableLockFileError(path, error);
  }
}
