import { closeSync, constants, openSync, readFileSync } from 'node:fs';

/** Opens a file of the cache for reading: a link in its place is an error, a named pipe does not make us wait. */
export const READ_PLAIN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The content of a file of the cache. @throws the system's error, ELOOP for a link */
export function readPlainFile(path: string): Buffer {
  const fd = openSync(path, READ_PLAIN);
  try {
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}
