import { isDiskTrouble, LogWriter } from './log-writer.ts';

/** A log that makes its file with the first thing written to it: most stages say nothing. */
export class LazyLog {
  readonly #path: string;
  #writer: LogWriter | undefined;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Writes after `close` are dropped: a stage's stray timers must not reach the next action's log. */
  write(chunk: string | Uint8Array): void {
    if (this.#closed) return;
    try {
      this.#writer ??= new LogWriter(this.#path);
    } catch (error) {
      if (isDiskTrouble(error)) return;
      throw error;
    }
    this.#writer.write(chunk);
  }

  close(): void {
    this.#closed = true;
    this.#writer?.close();
  }
}
