import { closeSync, openSync, writeSync } from 'node:fs';
import { boundLog } from './bound-log.ts';

/** How much may be written before the log's size is looked at again. */
const LOOK_EVERY_BYTES = 1024 * 1024;

/**
 * Appends to a log file and keeps it small. It writes synchronously, so that nothing is lost when the process dies. The file is
 * made at the first write: most stages write nothing.
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
   * Writes after `close` are dropped: a timer that a stage left running must not reach the next action's log. Writes that a full
   * disk has no room for are dropped too: the stage goes on, and fails by itself if it needs the disk for its outputs.
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
