import { statfsSync } from 'node:fs';
import { ActionError } from '../errors.ts';

/** With less than this free, a write has just failed, and perhaps also the message that said so. */
const LEAST_FREE_BYTES = 64 * 1024;

/** Adds a hint to a failure when the disk is full: the log may have had no room for the action's own words. */
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
    return bavail * bsize < LEAST_FREE_BYTES;
  } catch {
    // The folder is gone, or the file system does not say.
    return false;
  }
}
