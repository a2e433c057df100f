import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Digest, isDigest } from '../base/digest.ts';
import type { FileStamp } from '../base/file-stamp.ts';
import { type Mutex, Mutexes, type MutexOptions } from '../base/mutex/mutex.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import type { ActionId } from '../pipeline/model.ts';
import { type ActionRecord, outputDigestsOf, type Tree } from './action-record.ts';
import { Blobs } from './blobs.ts';
import { checkPlaced, type Placement } from './check-placed.ts';
import { DamagedRecordError, StoreIoError, withAsyncIoErrors, withIoErrors } from './errors.ts';
import { writeFailedLog } from './failed-logs.ts';
import { locateRecord, locateStoreFolders, type StoreFolders } from './folders.ts';
import { placeFolder } from './place-folder.ts';
import {
  type RecordDraft,
  type RecordLookup,
  readRecord,
  stampRecord,
  touchRecord,
  writeRecord,
} from './records.ts';
import { restoreTree } from './restore-tree.ts';
import { listRuns, type RunDraft, readRun, type StoredRun, writeRun } from './runs.ts';
import { type SavedOutput, saveOutput } from './save-output.ts';
import { Scratch } from './scratch.ts';
import { StoreIndex } from './store-index.ts';

export type Result =
  | {
      readonly status: 'found';
      /** Output name → tree digest. */
      readonly outputs: Readonly<Record<string, Digest>>;
      /** Reads the record, once. Only needed to restore or explain. */
      readonly loadRecord: () => ActionRecord;
    }
  | { readonly status: 'missing' }
  | { readonly status: 'damaged'; readonly path: string; readonly why: string };

/**
 * Open stores. A process that ends by itself releases their mutexes; after a process that was killed, the next one
 * sweeps.
 */
const leaveOnExit = new Set<Store>();
process.once('exit', () => {
  for (const store of leaveOnExit) store.leave();
});

interface StorePlace {
  readonly cacheDir: string;
  readonly baseDir?: string;
}

interface StoreUse {
  /** Only look: nothing is swept, and the index stays as it is. */
  readonly readOnly?: boolean;
  /** The process relies on what it finds, so garbage collectors must keep it. */
  readonly inUse?: boolean;
}

/** One cache folder, as used by one checkout. See docs/reference/cache.md for the layout and the promises. */
export class Store {
  readonly folders: StoreFolders;
  readonly blobs: Blobs;
  readonly index: StoreIndex;
  readonly #scratch: Scratch;
  readonly #readOnly: boolean;
  readonly #mutexes: Mutexes;
  readonly #inUse: boolean;

  constructor(cacheDir: string, baseDir: string, { readOnly = false, inUse = false }: StoreUse = {}) {
    this.folders = locateStoreFolders(cacheDir);
    this.#readOnly = readOnly;
    this.#scratch = new Scratch(this.folders);
    this.#inUse = inUse;
    if (inUse) announceIfPossible(this.#scratch);
    this.#mutexes = new Mutexes(this.folders.mutexes, () => this.#scratch.ownerFile());
    this.blobs = new Blobs(this.folders, this.#scratch);
    this.index = new StoreIndex(this.folders.index, baseDir, () => this.#scratch.newPath(), readOnly);
    leaveOnExit.add(this);
  }

  /** The result of an action with this key. When the index knows the unchanged record, nothing is read. */
  findResult(id: ActionId, keyDigest: Digest): Result {
    const known = this.index.action(id);
    if (known?.key === keyDigest && known.record !== undefined) {
      if (known.record === stampRecord(this.folders, keyDigest)) {
        return { status: 'found', outputs: known.outputs, loadRecord: () => this.#loadKnown(keyDigest) };
      }
    }
    // Touched before it is read: a record that can still be read then is safe from garbage collectors.
    if (this.#inUse) touchRecord(this.folders, keyDigest);
    const found = this.readRecord(keyDigest);
    if (found.status !== 'found') return found;
    const { record, stamp } = found;
    this.#remember(id, record, stamp);
    return { status: 'found', outputs: outputDigestsOf(record), loadRecord: () => record };
  }

  /** Reads and checks a record, without the index. */
  readRecord(keyDigest: Digest): RecordLookup {
    return readRecord(this.folders, keyDigest);
  }

  /**
   * Writes the record of a finished action and removes its checkpoint. The last step, after outputs and log are saved.
   */
  commit(draft: RecordDraft): ActionRecord {
    const { record, stamp } = writeRecord(this.folders, this.#scratch, draft);
    this.#remember(record.action, record, stamp);
    this.removeCheckpoint(record.keyDigest);
    return record;
  }

  /** Copies an output folder's files into the cache. @throws UnsupportedFileError, FileChangedError, StoreIoError */
  saveOutput(folder: string): Promise<SavedOutput> {
    return saveOutput(folder, this.blobs);
  }

  /** Whether an artifact is in place. Where the index has stamps, they decide without reading. */
  async checkPlaced(
    id: ActionId,
    output: string,
    folder: string,
    wanted: Digest,
    loadTree: () => Tree,
  ): Promise<Placement> {
    const placement = await checkPlaced(folder, wanted, this.index.placed(id, output, wanted), loadTree);
    if (placement.state === 'in-place') this.index.setPlaced(id, output, placement.stamp);
    return placement;
  }

  /**
   * Makes an artifact folder a copy of a stored tree, with every digest checked.
   * @throws DamagedBlobError, StoreIoError
   */
  async restore(id: ActionId, output: string, tree: Tree, folder: string): Promise<void> {
    const context = { blobs: this.blobs, scratch: this.#scratch };
    this.index.setPlaced(id, output, await restoreTree(tree, folder, id, context));
  }

  /**
   * Moves a folder just saved to its place among the artifacts. Call after commit.
   * @throws FileChangedError, StoreIoError
   */
  async place(
    id: ActionId,
    output: string,
    staged: string,
    saved: SavedOutput,
    folder: string,
  ): Promise<void> {
    const context = { blobs: this.blobs, scratch: this.#scratch };
    this.index.setPlaced(id, output, await placeFolder(staged, saved, folder, id, context));
  }

  /**
   * A new empty folder that is removed with its owner.
   * @param near an existing folder; the new one is on its file system
   */
  makeScratchFolder(near?: string): string {
    const path = near === undefined ? this.#scratch.newPath() : this.#scratch.newPathFor(near);
    withIoErrors('make the folder', path, () => mkdirSync(path));
    return path;
  }

  /** Removes a folder that makeScratchFolder made. */
  removeScratchFolder(path: string): void {
    withIoErrors('remove', path, () => rmSync(path, { recursive: true, force: true }));
  }

  /**
   * Waits for a mutex between processes and takes it.
   * @param name an action's key digest, or a name of our own
   * @throws MutexAbortedError, StoreIoError
   */
  acquireMutex(name: string, options: MutexOptions = {}): Promise<Mutex> {
    return withAsyncIoErrors('make the mutex', join(this.folders.mutexes, name), () =>
      this.#mutexes.acquire(name, options),
    );
  }

  /** Takes a mutex if no living process holds it. @throws StoreIoError */
  tryAcquireMutex(name: string): Mutex | undefined {
    return withIoErrors('make the mutex', join(this.folders.mutexes, name), () =>
      this.#mutexes.tryAcquire(name),
    );
  }

  /** The folder for openCheckpoint. It need not exist. */
  checkpointFolder(keyDigest: Digest): string {
    return join(this.folders.checkpoints, keyDigest);
  }

  removeCheckpoint(keyDigest: Digest): void {
    const folder = this.checkpointFolder(keyDigest);
    if (lstatIfAny(folder) === undefined) return;
    withIoErrors('remove', folder, () => {
      // Moved away in one step: half a checkpoint, left by a kill, would look damaged.
      const removed = this.#scratch.newPath();
      renameSync(folder, removed);
      rmSync(removed, { recursive: true, force: true });
    });
  }

  /** Keeps the log of a failed action, until the action succeeds. */
  keepFailedLog(id: ActionId, log: Uint8Array): void {
    writeFailedLog(this.folders, this.#scratch, id, log);
  }

  writeRun(run: RunDraft): StoredRun {
    return writeRun(this.folders, this.#scratch, run);
  }

  listRuns(): string[] {
    return listRuns(this.folders);
  }

  readRun(id: string): StoredRun | undefined {
    return readRun(this.folders, id);
  }

  /** The scratch folder of this process, through which it also sees other processes. */
  get scratch(): Scratch {
    return this.#scratch;
  }

  /** Tells other processes on this cache what this one does. @throws StoreIoError */
  writeNote(text: string): void {
    this.#scratch.writeNote(text);
  }

  /** The notes of all living processes. */
  readNotes(): string[] {
    return this.#scratch.readNotes();
  }

  /** Removes what dead processes left unfinished. */
  sweep(): void {
    withIoErrors('sweep', this.folders.tmp, () => {
      // Something that is no folder holds nothing of anybody, and a link would make us write elsewhere.
      for (const folder of [this.folders.tmp, this.folders.mutexes, this.folders.checkpoints])
        if (lstatIfAny(folder)?.isDirectory() === false) rmSync(folder, { force: true });
      this.#mutexes.sweep();
      this.#scratch.sweep();
      this.#sweepCheckpoints();
    });
  }

  /**
   * Removes checkpoints of finished actions. A runner that is killed right after an action was finished leaves its
   * checkpoint.
   */
  #sweepCheckpoints(): void {
    if (lstatIfAny(this.folders.checkpoints) === undefined) return;
    for (const name of readdirSync(this.folders.checkpoints)) {
      const record = isDigest(name) ? lstatIfAny(locateRecord(this.folders, name)) : undefined;
      const checkpoint = lstatIfAny(join(this.folders.checkpoints, name));
      // A younger checkpoint belongs to an action that was forced to run again.
      if (record === undefined || checkpoint === undefined || checkpoint.ctimeNs > record.ctimeNs) continue;
      const mutex = this.tryAcquireMutex(name);
      if (mutex === undefined) continue;
      this.removeCheckpoint(name as Digest);
      mutex.release();
    }
  }

  /** Writes the index if it changed, releases all mutexes, and removes the scratch folder of this process. */
  close(): void {
    try {
      this.index.save();
    } finally {
      this.leave();
    }
  }

  /** The part of closing that cannot wait when the process ends early. */
  leave(): void {
    leaveOnExit.delete(this);
    this.#mutexes.releaseAll();
    this.#scratch.close();
  }

  /** Keeps what is known of an action's last result. A process that only looks changes nothing. */
  #remember(id: ActionId, record: ActionRecord, stamp: FileStamp | undefined): void {
    if (this.#readOnly) return;
    const before = this.index.action(id);
    // The result before it was in use until now, however old it is.
    if (this.#inUse && before !== undefined && before.key !== record.keyDigest)
      touchRecord(this.folders, before.key);
    this.index.setAction(id, {
      key: record.keyDigest,
      ...(stamp === undefined ? {} : { record: stamp }),
      outputs: outputDigestsOf(record),
      placed: before?.placed ?? {},
      durationMs: record.durationMs,
    });
  }

  #loadKnown(keyDigest: Digest): ActionRecord {
    const found = this.readRecord(keyDigest);
    if (found.status === 'found') return found.record;
    throw new DamagedRecordError(keyDigest, found.status === 'damaged' ? found.why : 'is missing');
  }
}

/**
 * Opens a cache folder and removes what dead processes left in it. The folder is made when it is first needed.
 * @param options.cacheDir the cache folder
 * @param options.baseDir the folder of pipeline.json, for which the index is kept; default: the parent of the cache folder
 * @throws StoreIoError
 */
export function openStore({ cacheDir, baseDir, ...use }: StoreUse & StorePlace): Store {
  const root = resolve(cacheDir);
  const store = new Store(root, resolve(baseDir ?? dirname(root)), use);
  if (use.readOnly !== true) store.sweep();
  return store;
}

/** A user who may not write here can still use results that are in place. The first write that fails says why. */
function announceIfPossible(scratch: Scratch): void {
  try {
    scratch.announce();
  } catch (error) {
    if (!(error instanceof StoreIoError)) throw error;
  }
}
