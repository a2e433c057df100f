import { statfsSync } from 'node:fs';
import { ActionError } from '../errors.ts';

/** With less than this free, something has just failed to be written, quite possibly the words that say so. */
const NEXT_TO_NOTHING_BYTES = 64 * 1024;

/** A failure beside a full disk, with a hint that says so: the action itself may have had no room for it in its log. */
export function explainFullDisk(error: unknown, folder: string): unknown {
  if (!(error instanceof ActionError) || !isFull(folder)) return error;
  return new ActionError(error.code, error.action, error.message, {
    hint: `The disk that ${folder} is on is full: no space left. Free some, then run again.`,
    cause: error,
  });
}

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < NEXT_TO_NOTHING_BYTES;
  } catch {
    // The folder is gone, or the file system does not say: then nothing is added.
    return false;
  }
}
