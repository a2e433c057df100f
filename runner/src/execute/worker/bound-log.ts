import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { statIfAny } from '../../base/stat-if-any.ts';

const MIB = 1024 * 1024;
/** A log over this size is cut down. */
const LIMIT_BYTES = 16 * MIB;
/** How much of its beginning and of its end are kept then. */
const HEAD_BYTES = 4 * MIB;
const TAIL_BYTES = 4 * MIB;
/** Whoever writes faster than we copy is left behind after so many rounds. */
const MOST_ROUNDS = 16;

/**
 * Keeps a log that others append to small: cut down to its beginning and its end, with a note in between of how much was left
 * out. What is appended while it is cut comes along, but for the instant before the cut.
 * @returns call it now and then
 */
export function boundLog(path: string): () => void {
  let leftOutBytes = 0;
  return () => {
    // Gone: somebody removed the cache under the run, and that is for others to tell.
    if (Number(statIfAny(path)?.size ?? 0) <= LIMIT_BYTES) return;
    // Not opened for appending: the end is copied to the front.
    const fd = openSync(path, 'r+');
    try {
      let from = fstatSync(fd).size - TAIL_BYTES;
      leftOutBytes += from - HEAD_BYTES;
      const note = Buffer.from(`\n[log cut here: about ${Math.round(leftOutBytes / MIB)} MiB left out]\n`);
      let to = HEAD_BYTES + writeSync(fd, note, 0, note.length, HEAD_BYTES);
      const chunk = Buffer.allocUnsafe(TAIL_BYTES);
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const length = readSync(fd, chunk, 0, chunk.length, from);
        if (length === 0) break;
        to += writeSync(fd, chunk, 0, length, to);
        from += length;
      }
      ftruncateSync(fd, to);
    } finally {
      closeSync(fd);
    }
  };
}
