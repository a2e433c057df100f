import { type BigIntStats, type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import { PipelineError } from '../../base/errors.ts';
import { statIfAny } from '../../base/stat-if-any.ts';

/** Editors and git write in several steps: changes are reported when nothing more came for this long, … */
const QUIET_MS = 50;
/** … and at the latest after this long, since something may write all the time. */
const PATIENCE_MS = 500;

/** Tells that something may have changed. What it was is for the reader to find out. */
export interface Changes {
  /** From now on changes in these folders count, and no others. A folder that was not followed before counts as changed. */
  follow(folders: readonly string[]): void;
  /** Resolves after a change since the last call, or when the signal is aborted. */
  next(stop: AbortSignal): Promise<void>;
  close(): void;
}

/** A folder cannot be watched for changes. */
class WatchError extends PipelineError {
  constructor(folder: string, cause: NodeJS.ErrnoException) {
    const isLimit = cause.code === 'ENOSPC' || cause.code === 'EMFILE';
    super(isLimit ? 'WATCH_LIMIT' : 'WATCH_FAILED', `${folder} cannot be watched: ${cause.message}`, {
      hint: isLimit
        ? 'Raise how many folders may be watched (Linux: sysctl fs.inotify.max_user_watches, max_user_instances).'
        : 'Make the folder readable, or run without --watch.',
      cause,
    });
  }
}

interface FollowedFolder {
  readonly identity: string;
  readonly watcher: FSWatcher;
}

/**
 * Changes in folders, each watched by itself. Node's recursive watching loses files that are renamed over others (Node 20,
 * Linux), and reads all of node_modules. For a missing folder the nearest existing folder above it is watched.
 */
export class FolderChanges implements Changes {
  readonly #followed = new Map<string, FollowedFolder>();
  #firstChangeMs: number | undefined;
  #lastChangeMs = 0;
  #onChange = (): void => {};

  /** @throws WatchError WATCH_LIMIT where the system watches no more folders, WATCH_FAILED */
  follow(folders: readonly string[]): void {
    const wanted = new Set(folders.map(findExisting));
    for (const [folder, { watcher }] of this.#followed) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#followed.delete(folder);
    }
    for (const folder of wanted) this.#followOne(folder);
  }

  async next(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const waitMs = this.#remainingMs();
      if (waitMs !== undefined && waitMs <= 0) break;
      await this.#pause(waitMs, stop);
    }
    this.#firstChangeMs = undefined;
  }

  close(): void {
    for (const { watcher } of this.#followed.values()) watcher.close();
    this.#followed.clear();
  }

  #followOne(folder: string): void {
    const stat = statIfAny(folder);
    const known = this.#followed.get(folder);
    if (known !== undefined && stat !== undefined && known.identity === identify(stat)) return;
    // Replaced by another folder of the same name: the watcher still sees the old one.
    known?.watcher.close();
    this.#followed.delete(folder);
    this.#changed();
    if (stat === undefined) return;
    let watcher: FSWatcher;
    try {
      watcher = watch(folder, { persistent: true }, () => this.#changed());
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Gone since it was found; this change has been counted.
      if (code === 'ENOENT' || code === 'ENOTDIR') return;
      throw new WatchError(folder, error as NodeJS.ErrnoException);
    }
    watcher.on('error', () => this.#changed());
    this.#followed.set(folder, { identity: identify(stat), watcher });
  }

  #changed(): void {
    this.#lastChangeMs = performance.now();
    this.#firstChangeMs ??= this.#lastChangeMs;
    this.#onChange();
  }

  /** How long until the changes so far are to be reported; undefined: there are none. */
  #remainingMs(): number | undefined {
    if (this.#firstChangeMs === undefined) return undefined;
    const dueMs = Math.min(this.#lastChangeMs + QUIET_MS, this.#firstChangeMs + PATIENCE_MS);
    return dueMs - performance.now();
  }

  /** Until the time is over, something changes or the signal is aborted. */
  #pause(durationMs: number | undefined, stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = durationMs === undefined ? undefined : setTimeout(end, durationMs);
      const stopListening = (): void => stop.removeEventListener('abort', end);
      this.#onChange = end;
      stop.addEventListener('abort', end);
      const release = (): void => {
        clearTimeout(timer);
        stopListening();
      };
      function end(): void {
        release();
        resolve();
      }
    });
  }
}

function identify({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

function findExisting(folder: string): string {
  let existing = folder;
  while (statIfAny(existing)?.isDirectory() !== true && existing !== dirname(existing))
    existing = dirname(existing);
  return existing;
}
