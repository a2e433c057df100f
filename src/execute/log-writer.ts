import { closeSync, openSync, writeSync } from 'node:fs';
import { boundLog } from './bound-log.ts';

/** So much may be written between two looks at the log's size. */
const LOOK_EVERY_BYTES = 1024 * 1024;

/** Appends to a log file, synchronously so that nothing is lost when the process dies, and keeps it small. */
export class LogWriter {
  #fd: number | undefined;
  #unseenBytes = 0;
  readonly #bound: () => void;

  /** @throws the system's error when the file cannot be opened */
  constructor(path: string) {
    this.#fd = openSync(path, 'a');
    this.#bound = boundLog(path);
  }

  /**
   * Writes after `close` are dropped: a stage's stray timers must not reach the next action's log. So is what a full disk has
   * no room for: the stage goes on, and fails by itself if it needs the disk for its outputs.
   */
  write(chunk: string | Uint8Array): void {
    if (this.#fd === undefined) return;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    try {
      writeSync(this.#fd, bytes);
      this.#unseenBytes += bytes.length;
      if (this.#unseenBytes < LOOK_EVERY_BYTES) return;
      this.#unseenBytes = 0;
      this.#bound();
    } catch (error) {
      if (!isDiskTrouble(error)) throw error;
    }
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }
}

/** A full or failing disk: a log does without what does not fit. */
export function isDiskTrouble(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '');
}
