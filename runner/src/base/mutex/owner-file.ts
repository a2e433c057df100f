import { closeSync, lstatSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { describeSelf, HEARTBEAT_MS } from './owner.ts';

/**
 * A file that names this process. A heartbeat touches it, so that its age tells processes on other hosts whether this
 * process is alive.
 */
export class OwnerFile {
  readonly path: string;
  readonly #heartbeat: NodeJS.Timeout;

  /** Writes the file, in a folder that exists, and starts the heartbeat. @throws the system's error */
  constructor(path: string) {
    writeFileSync(path, JSON.stringify(describeSelf()));
    this.path = path;
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /**
   * Time since another owner touched its file. It is measured by the clock of the file system that holds both files,
   * because the clocks of two hosts may differ.
   * @param modifiedMs modification time of the other file, milliseconds since 1970
   * @returns milliseconds
   */
  measureSilenceMs(modifiedMs: number): number {
    touch(this.path);
    return lstatSync(this.path).mtimeMs - modifiedMs;
  }

  /** Ends the heartbeat; the file stays. */
  stop(): void {
    clearInterval(this.#heartbeat);
  }

  /** Ends the heartbeat and removes the file. */
  remove(): void {
    this.stop();
    rmSync(this.path, { force: true });
  }

  #beat(): void {
    try {
      touch(this.path);
    } catch {
      // The folder was removed while the process runs. The next write there fails with a message that names the path.
      this.stop();
    }
  }
}

/**
 * Sets a file's time to now by writing its first byte again. Setting a time would set this host's, not the file
 * system's.
 */
function touch(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    writeSync(fd, '{', 0);
  } finally {
    closeSync(fd);
  }
}
