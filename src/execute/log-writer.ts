import { closeSync, openSync, writeSync } from 'node:fs';

/** A stage that floods its log must not fill the disk. */
const LIMIT_BYTES = 16 * 1024 * 1024;

/** Appends to a log file, synchronously so that nothing is lost when the process dies, up to a limit. */
export class LogWriter {
  #fd: number | undefined;
  #written = 0;

  constructor(path: string) {
    this.#fd = openSync(path, 'a');
  }

  /** Writes after `close` are dropped: a stage's stray timers must not reach the next action's log. */
  write(chunk: string | Uint8Array): void {
    if (this.#fd === undefined || this.#written >= LIMIT_BYTES) return;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const room = LIMIT_BYTES - this.#written;
    this.#written += writeSync(this.#fd, bytes.subarray(0, room));
    if (bytes.length >= room)
      writeSync(this.#fd, `\n[log cut here: over ${LIMIT_BYTES / 1024 / 1024} MiB]\n`);
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }
}
