import { closeSync, openSync, writeSync } from 'node:fs';
import { boundLog } from './bound-log.ts';

/** So much may be written between two looks at the log's size. */
const LOOK_EVERY_BYTES = 1024 * 1024;

/**
 * Appends to a log file, synchronously so that nothing is lost when the process dies, and keeps it small. The file is made
 * with the first thing written to it: most stages say nothing.
 */
export class LogWriter {
  readonly #path: string;
  readonly #bound: () => void;
  #fd: number | undefined;
  #unseenBytes = 0;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
    this.#bound = boundLog(path);
  }

  /**
   * Writes after `close` are dropped: a stage's stray timers must not reach the next action's log. So is what a full disk has
   * no room for: the stage goes on, and fails by itself if it needs the disk for its outputs.
   */
  write(chunk: string | Uint8Array): void {
    if (this.#closed) return;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    try {
      this.#fd ??= openSync(this.#path, 'a');
      writeSync(this.#fd, bytes);
      this.#unseenBytes += bytes.length;
      if (this.#unseenBytes < LOOK_EVERY_BYTES) return;
      this.#unseenBytes = 0;
      this.#bound();
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!['ENOSPC', 'EDQUOT', 'EIO'].includes(code)) throw error;
    }
  }

  close(): void {
    this.#closed = true;
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }
}
