import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { LockAbortedError, withIoErrors } from './errors.ts';
import type { StoreFolders } from './folders.ts';
import { isOwnerAlive, type Owner, parseOwner } from './owner.ts';
import { readPlainFile } from './read-plain-file.ts';
import type { Scratch } from './scratch.ts';

const SUFFIX = '.lock';
const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 250;

const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

export interface Lock {
  release(): void;
}

export interface LockOptions {
  /** Ends the wait. */
  readonly signal?: AbortSignal;
  /** Called once when somebody else holds it. */
  readonly onWait?: (holder: Owner | undefined) => void;
}

/**
 * Locks between processes, by name. A lock is a hard link to its owner's file: made in one step, never seen half
 * written, and kept fresh by the owner's one heartbeat. A dead owner's lock is taken over without anybody's help.
 */
export class Locks {
  readonly #folders: StoreFolders;
  readonly #scratch: Scratch;
  readonly #held = new Set<string>();

  constructor(folders: StoreFolders, scratch: Scratch) {
    this.#folders = folders;
    this.#scratch = scratch;
  }

  /**
   * Waits for a lock.
   * @param name letters, digits, `-`, `.`: a key digest, or a name of our own
   * @throws LockAbortedError when the signal fires, StoreIoError
   */
  async acquire(name: string, { signal, onWait }: LockOptions = {}): Promise<Lock> {
    for (let waitMs = FIRST_WAIT_MS, told = false; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      if (signal?.aborted) throw new LockAbortedError(name, signal.reason);
      const lock = this.tryAcquire(name);
      if (lock !== undefined) return lock;
      if (!told) onWait?.(this.#readHolder(name));
      told = true;
      try {
        // Spread, so that several waiters do not all look at once.
        await sleep(waitMs * (0.5 + Math.random()), undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        throw new LockAbortedError(name, error);
      }
    }
  }

  /** Takes a lock if nobody alive holds it. */
  tryAcquire(name: string): Lock | undefined {
    const path = join(this.#folders.locks, `${name}${SUFFIX}`);
    if (!this.#link(path) && !(this.#removeIfDead(name, path) && this.#link(path))) return undefined;
    this.#held.add(path);
    let released = false;
    return {
      release: () => {
        if (released) return;
        released = true;
        this.#held.delete(path);
        this.#unlink(path);
      },
    };
  }

  /** Removes the locks of dead owners that nobody wants any more: their actions were finished, or are of no pipeline now. */
  sweep(): void {
    if (lstatIfAny(this.#folders.locks) === undefined) return;
    for (const file of readdirSync(this.#folders.locks)) {
      const path = join(this.#folders.locks, file);
      if (file.endsWith(SUFFIX) && this.#isDead(path))
        this.tryAcquire(file.slice(0, -SUFFIX.length))?.release();
    }
  }

  /** For the end of the process. */
  releaseAll(): void {
    for (const path of this.#held) this.#unlink(path);
    this.#held.clear();
  }

  #link(path: string): boolean {
    return withIoErrors('make the lock', path, () => {
      for (;;) {
        try {
          linkSync(this.#scratch.ownerFile(), path);
          return true;
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code === 'EEXIST') return false;
          if (NO_HARD_LINKS.has(code ?? '')) return this.#write(path);
          if (code !== 'ENOENT' || lstatIfAny(this.#folders.locks) !== undefined) throw error;
          mkdirSync(this.#folders.locks, { recursive: true });
        }
      }
    });
  }

  /** Where the file system has no hard links: a file of its own, for an instant without its content. */
  #write(path: string): boolean {
    try {
      writeFileSync(path, readFileSync(this.#scratch.ownerFile()), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  /**
   * Removes a dead owner's lock. Between looking and removing, somebody else may have removed it and taken it anew;
   * so whoever removes must hold a second lock and look again under it: only its holder may remove a dead lock, and the
   * dead owner itself will not. That second lock may be a dead owner's too, and is taken over in the same way.
   */
  #removeIfDead(name: string, path: string): boolean {
    if (!this.#isDead(path)) return lstatIfAny(path) === undefined;
    const permit = this.tryAcquire(`${name}.takeover`);
    if (permit === undefined) return false;
    try {
      if (this.#isDead(path)) this.#unlink(path);
      return true;
    } finally {
      permit.release();
    }
  }

  #isDead(path: string): boolean {
    const stat = lstatIfAny(path);
    if (stat === undefined) return false;
    // A lock is a plain file from its first instant: what is none was never anybody's.
    if (!stat.isFile()) return true;
    const owner = this.#readOwner(path);
    return owner !== undefined && !isOwnerAlive(owner, () => this.#scratch.silentMs(Number(stat.mtimeMs)));
  }

  #readHolder(name: string): Owner | undefined {
    return this.#readOwner(join(this.#folders.locks, `${name}${SUFFIX}`));
  }

  /** Undefined: gone meanwhile. A lock that names nobody was damaged, and counts as a dead stranger's. */
  #readOwner(path: string): Owner | undefined {
    try {
      return parseOwner(readPlainFile(path).toString()) ?? NOBODY;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : NOBODY;
    }
  }

  #unlink(path: string): void {
    try {
      if (lstatIfAny(path)?.isDirectory()) rmSync(path, { recursive: true, force: true });
      else unlinkSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    }
  }
}

/** On no host, so only its silence can end it. */
const NOBODY: Owner = { host: '', bootId: '', machineId: '', pidNamespace: '', pid: 1, processStart: '' };
