import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { statIfAny } from '../../base/stat-if-any.ts';

const MIB = 1024 * 1024;
/** A log over this size is cut down. */
const LIMIT_BYTES = 16 * MIB;
/** How much of its beginning and of its end are kept then. */
const HEAD_BYTES = 4 * MIB;
const TAIL_BYTES = 4 * MIB;
/** If somebody writes faster than we copy, we give up after this many rounds. */
const MOST_ROUNDS = 16;

/**
 * Keeps a log small that others append to: when it is too large, its middle is cut out, and a note says how much. What is
 * appended while it is cut is kept, except in the last instant before the cut.
 * @returns a function to call now and then
 */
export function boundLog(path: string): () => void {
  let leftOutBytes = 0;
  return () => {
    // No log: somebody removed the cache during the run. Others report that.
    if (Number(statIfAny(path)?.size ?? 0) <= LIMIT_BYTES) return;
    // Not opened for appending, since the end is copied to the front.
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
