import { readFileSync } from 'node:fs';

/**
 * The text of a file; undefined where there is none, also where a folder on the way is a file.
 * @throws the system's error
 */
export function readTextIfAny(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
