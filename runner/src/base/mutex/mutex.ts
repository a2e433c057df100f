import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineError } from '../errors.ts';
import { readPlainFile } from '../read-plain-file.ts';
import { lstatIfAny } from '../stat-if-any.ts';
import { isOwnerAlive, type Owner, parseOwner } from './owner.ts';
import type { OwnerFile } from './owner-file.ts';

const SUFFIX = '.mutex';
const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 250;

/**
 * What `link` fails with where there are no hard links. Linux says EPERM for such a file system. EMLINK means that a file
 * has as many links as it may have, which is 1 on some file systems.
 */
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** A mutex that this process holds. */
export interface Mutex {
  /** Lets go of it. A second call does nothing. */
  release(): void;
}

export interface MutexOptions {
  /** Ends the wait. */
  readonly signal?: AbortSignal;
  /** Called once when another owner holds the mutex. `holder` is undefined if it cannot be read who that is. */
  readonly onWait?: (holder: Owner | undefined) => void;
}

/** The wait for a mutex was given up. */
export class MutexAbortedError extends PipelineError {
  constructor(name: string, cause: unknown) {
    super('MUTEX_ABORTED', `stopped waiting for the mutex '${name}'`, { cause });
  }
}

/**
 * Mutexes between processes, by name, in one folder. The processes may run on different hosts that share the folder.
 *
 * A mutex is a hard link to its owner's file. So it appears in one step and is never seen half written, and one
 * heartbeat keeps all mutexes of an owner fresh. The mutex of a dead owner is taken over without anybody's help.
 */
export class Mutexes {
  readonly #folder: string;
  readonly #owner: () => OwnerFile;
  readonly #held = new Set<string>();

  /**
   * @param folder made when it is needed; must be on the file system of the owner file
   * @param owner gives the file that names this process; called when it is needed
   */
  constructor(folder: string, owner: () => OwnerFile) {
    this.#folder = folder;
    this.#owner = owner;
  }

  /**
   * Waits for a mutex and takes it.
   * @param name letters, digits, `-`, `.`: a key digest, or a name of our own
   * @throws MutexAbortedError when the signal fires; the system's error when the folder cannot be used
   */
  async acquire(name: string, { signal, onWait }: MutexOptions = {}): Promise<Mutex> {
    for (let waitMs = FIRST_WAIT_MS, told = false; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      if (signal?.aborted) throw new MutexAbortedError(name, signal.reason);
      const mutex = this.tryAcquire(name);
      if (mutex !== undefined) return mutex;
      if (!told) onWait?.(this.#readHolder(name));
      told = true;
      try {
        // A random part, so that several waiting processes do not all look at the same time.
        await sleep(waitMs * (0.5 + Math.random()), undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        throw new MutexAbortedError(name, error);
      }
    }
  }

  /** Takes a mutex if no living owner holds it. @throws the system's error when the folder cannot be used */
  tryAcquire(name: string): Mutex | undefined {
    const path = this.#locate(name);
    if (!this.#link(path) && !(this.#removeIfDead(name, path) && this.#link(path))) return undefined;
    this.#held.add(path);
    let released = false;
    return {
      release: () => {
        if (released) return;
        released = true;
        this.#held.delete(path);
        unlink(path);
      },
    };
  }

  /**
   * Removes the mutexes of dead owners. Perhaps nobody will ever ask for them again, so they would stay for ever: their
   * actions may be done, or in no pipeline any more.
   */
  sweep(): void {
    if (lstatIfAny(this.#folder) === undefined) return;
    for (const file of readdirSync(this.#folder)) {
      if (file.endsWith(SUFFIX) && this.isDead(join(this.#folder, file)))
        this.tryAcquire(file.slice(0, -SUFFIX.length))?.release();
    }
  }

  /** Releases every mutex that this object holds. For the end of the process. */
  releaseAll(): void {
    for (const path of this.#held) unlink(path);
    this.#held.clear();
  }

  /** Whether the owner that a mutex or an owner file names is dead. False where there is no such file. */
  isDead(path: string): boolean {
    const stat = lstatIfAny(path);
    if (stat === undefined) return false;
    // A mutex is a plain file from its first instant. Anything else was never a mutex, and may be removed like a dead one.
    if (!stat.isFile()) return true;
    const holder = readOwner(path);
    return (
      holder !== undefined &&
      !isOwnerAlive(holder, () => this.#owner().measureSilenceMs(Number(stat.mtimeMs)))
    );
  }

  #locate(name: string): string {
    return join(this.#folder, `${name}${SUFFIX}`);
  }

  #link(path: string): boolean {
    for (;;) {
      try {
        linkSync(this.#owner().path, path);
        return true;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EEXIST') return false;
        if (NO_HARD_LINKS.has(code ?? '')) return this.#write(path);
        if (code !== 'ENOENT' || lstatIfAny(this.#folder) !== undefined) throw error;
        mkdirSync(this.#folder, { recursive: true });
      }
    }
  }

  /** For file systems without hard links: a file of its own, which is empty for an instant. */
  #write(path: string): boolean {
    try {
      writeFileSync(path, readFileSync(this.#owner().path), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /**
   * Removes the mutex of a dead owner. Between our look and our removal, another process may have removed it and taken
   * it anew. So only the holder of the second mutex, NAME.takeover, may remove a dead mutex, and it looks
   * again first. The second mutex may also belong to a dead owner; it is taken over in the same way.
   * @returns whether the place is free now
   */
  #removeIfDead(name: string, path: string): boolean {
    if (!this.isDead(path)) return lstatIfAny(path) === undefined;
    const permit = this.tryAcquire(`${name}.takeover`);
    if (permit === undefined) return false;
    try {
      if (this.isDead(path)) unlink(path);
      return true;
    } finally {
      permit.release();
    }
  }

  #readHolder(name: string): Owner | undefined {
    const holder = readOwner(this.#locate(name));
    return holder === NOBODY ? undefined : holder;
  }
}

/** Stands for the owner of a damaged file. It matches no host, so it is dead only after 120 s without a heartbeat. */
const NOBODY: Owner = { host: '', bootId: '', machineId: '', pidNamespace: '', pid: 1, processStart: '' };

/** @returns undefined if the file is gone; NOBODY if it cannot be read or names no owner, because it was damaged */
function readOwner(path: string): Owner | undefined {
  try {
    return parseOwner(readPlainFile(path).toString()) ?? NOBODY;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : NOBODY;
  }
}

function unlink(path: string): void {
  try {
    if (lstatIfAny(path)?.isDirectory()) rmSync(path, { recursive: true, force: true });
    else unlinkSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
  }
}
