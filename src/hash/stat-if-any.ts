import { type BigIntStats, lstatSync, statSync } from 'node:fs';

/** The lstat of a path, or undefined where nothing is: also where a folder on the way is a file or a loop of links. */
export function lstatIfAny(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    return undefinedIfNothing(error);
  }
}

/** As lstatIfAny, of what a link points to. */
export function statIfAny(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    return undefinedIfNothing(error);
  }
}

function undefinedIfNothing(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOTDIR' && code !== 'ELOOP') throw error;
}
