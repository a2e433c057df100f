import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { UnsupportedFileError } from './errors.ts';

/** Flags for opening a file for reading. A link is an error, and a named pipe does not make us wait. */
export const READ_PLAIN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The content of a plain file. Links are not followed.
 * @throws UnsupportedFileError for a pipe or a device, else the system's error: ELOOP for a link, EISDIR for a folder
 */
export function readPlainFile(path: string): Buffer {
  const fd = openSync(path, READ_PLAIN);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile() && !stat.isDirectory()) throw new UnsupportedFileError(path, 'is not a plain file');
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}
