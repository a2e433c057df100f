import { type BigIntStats, lstatSync, statSync } from 'node:fs';
import { MissingFileError } from './errors.ts';

/**
 * The lstat of a path; undefined when nothing is there. That includes paths through a file or a loop of links, and paths
 * that
 * no file can have.
 * @throws MissingFileError when a folder on the way may not be searched
 */
export function lstatIfAny(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    return undefinedIfNothing(path, error);
  }
}

/** As lstatIfAny, but follows links. */
export function statIfAny(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    return undefinedIfNothing(path, error);
  }
}

const NOTHING = new Set(['ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

function undefinedIfNothing(path: string, error: unknown): undefined {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM')
    throw new MissingFileError(path, `${path} may not be looked at (${code})`, error);
  if (!NOTHING.has(code)) throw error;
}
