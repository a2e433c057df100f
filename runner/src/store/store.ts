import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Digest, isDigest } from '../base/digest.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import type { FileStamp } from '../hash/file-stamp.ts';
import type { ActionId } from '../pipeline/model.ts';
import { type ActionRecord, outputDigestsOf, type Tree } from './action-record.ts';
import { Blobs } from './blobs.ts';
import { checkPlaced, type Placement } from './check-placed.ts';
import { DamagedRecordError, StoreIoError, withIoErrors } from './errors.ts';
import { writeFailedLog } from './failed-logs.ts';
import { locateRecord, locateStoreFolders, type StoreFolders } from './folders.ts';
import { type Lock, type LockOptions, Locks } from './lock.ts';
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
      /** Reads the record (once); only needed to restore or explain. */
      readonly loadRecord: () => ActionRecord;
    }
  | { readonly status: 'missing' }
  | { readonly status: 'damaged'; readonly path: string; readonly why: string };

/** Open stores: a process that ends, however it comes about, lets go of its locks. (One killed outright is swept by the next.) */
const leaveOnExit = new Set<Store>();
process.once('exit', () => {
  for (const store of leaveOnExit) store.leave();
});

interface StorePlace {
  readonly cacheDir: string;
  readonly baseDir?: string;
}

interface StoreUse {
  /** For looking only: nothing is swept, and the index stays as it is. */
  readonly readOnly?: boolean;
  /** The process will rely on what it finds here; garbage collectors then leave that alone. */
  readonly inUse?: boolean;
}

/** One cache folder, as used by one checkout. See docs/cache.md for the layout and the promises. */
export class Store {
  readonly folders: StoreFolders;
  readonly blobs: Blobs;
  readonly index: StoreIndex;
  readonly #scratch: Scratch;
  readonly #readOnly: boolean;
  readonly #locks: Locks;
  readonly #inUse: boolean;

  constructor(cacheDir: string, baseDir: string, { readOnly = false, inUse = false }: StoreUse = {}) {
    this.folders = locateStoreFolders(cacheDir);
    this.#readOnly = readOnly;
    this.#scratch = new Scratch(this.folders);
    this.#inUse = inUse;
    if (inUse) announceIfPossible(this.#scratch);
    this.#locks = new Locks(this.folders, this.#scratch);
    this.blobs = new Blobs(this.folders, this.#scratch);
    this.index = new StoreIndex(this.folders.index, baseDir, () => this.#scratch.newPath(), readOnly);
    leaveOnExit.add(this);
  }

  /** The result of an action with this key. Where the index vouches for the record, nothing is read. */
  findResult(id: ActionId, keyDigest: Digest): Result {
    const known = this.index.action(id);
    if (known?.key === keyDigest && known.record !== undefined) {
      if (known.record === stampRecord(this.folders, keyDigest)) {
        return { status: 'found', outputs: known.outputs, loadRecord: () => this.#loadKnown(keyDigest) };
      }
    }
    // First touched, then read: what is still there to be read is safe from a garbage collector beside us.
    if (this.#inUse) touchRecord(this.folders, keyDigest);
    const found = this.readRecord(keyDigest);
    if (found.status !== 'found') return found;
    const { record, stamp } = found;
    this.#remember(id, record, stamp);
    return { status: 'found', outputs: outputDigestsOf(record), loadRecord: () => record };
  }

  /** Reads and checks a record; the cache's own word, whatever the index says. */
  readRecord(keyDigest: Digest): RecordLookup {
    return readRecord(this.folders, keyDigest);
  }

  /** Makes a finished action's result findable: the last step, after its outputs and its log are saved. Its checkpoint goes. */
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

  /** Whether an artifact is in place, by stamps alone where the index has them. */
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

  /** Makes an artifact folder a checked copy of a stored tree. @throws DamagedBlobError, StoreIoError */
  async restore(id: ActionId, output: string, tree: Tree, folder: string): Promise<void> {
    const context = { blobs: this.blobs, scratch: this.#scratch };
    this.index.setPlaced(id, output, await restoreTree(tree, folder, id, context));
  }

  /** Moves a folder just saved to its place among the artifacts. Call after commit. @throws FileChangedError, StoreIoError */
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

  /** A new empty folder that is removed with its owner; on the file system of `near` (an existing folder) if given. */
  makeScratchFolder(near?: string): string {
    const path = near === undefined ? this.#scratch.newPath() : this.#scratch.newPathFor(near);
    withIoErrors('make the folder', path, () => mkdirSync(path));
    return path;
  }

  /** Removes a folder of makeScratchFolder before its owner ends. */
  removeScratchFolder(path: string): void {
    withIoErrors('remove', path, () => rmSync(path, { recursive: true, force: true }));
  }

  /** Waits for a lock between processes: an action's key digest, or a name of our own. */
  lock(name: string, options: LockOptions = {}): Promise<Lock> {
    return this.#locks.acquire(name, options);
  }

  tryLock(name: string): Lock | undefined {
    return this.#locks.tryAcquire(name);
  }

  /** The folder for openCheckpoint; need not exist. */
  checkpointFolder(keyDigest: Digest): string {
    return join(this.folders.checkpoints, keyDigest);
  }

  removeCheckpoint(keyDigest: Digest): void {
    const folder = this.checkpointFolder(keyDigest);
    if (lstatIfAny(folder) === undefined) return;
    withIoErrors('remove', folder, () => {
      // Taken away in one step: what is left of it after a kill would pass for damaged.
      const removed = this.#scratch.newPath();
      renameSync(folder, removed);
      rmSync(removed, { recursive: true, force: true });
    });
  }

  /** Keeps the log of an action that failed, until it succeeds. */
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

  /** Where this process keeps what is half done, and what it sees of other processes. */
  get scratch(): Scratch {
    return this.#scratch;
  }

  /** Tells other processes on this cache what this one does; until it ends. @throws StoreIoError */
  writeNote(text: string): void {
    this.#scratch.writeNote(text);
  }

  /** What processes that are alive say they do. */
  readNotes(): string[] {
    return this.#scratch.readNotes();
  }

  /** Removes what dead processes left half-done. */
  sweep(): void {
    withIoErrors('sweep', this.folders.tmp, () => {
      // Nothing of anybody's can be in what is no folder, and a link would have us write elsewhere.
      for (const folder of [this.folders.tmp, this.folders.locks, this.folders.checkpoints])
        if (lstatIfAny(folder)?.isDirectory() === false) rmSync(folder, { force: true });
      this.#locks.sweep();
      this.#scratch.sweep();
      this.#sweepCheckpoints();
    });
  }

  /** A runner killed right after its action was finished leaves the checkpoint of a result that is there. */
  #sweepCheckpoints(): void {
    if (lstatIfAny(this.folders.checkpoints) === undefined) return;
    for (const name of readdirSync(this.folders.checkpoints)) {
      const record = isDigest(name) ? lstatIfAny(locateRecord(this.folders, name)) : undefined;
      const checkpoint = lstatIfAny(join(this.folders.checkpoints, name));
      // A later one is of an action that was forced to run again.
      if (record === undefined || checkpoint === undefined || checkpoint.ctimeNs > record.ctimeNs) continue;
      const lock = this.tryLock(name);
      if (lock === undefined) continue;
      this.removeCheckpoint(name as Digest);
      lock.release();
    }
  }

  /** Writes the index if it changed, releases all locks and removes this process's scratch folder. */
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
    this.#locks.releaseAll();
    this.#scratch.close();
  }

  /** Who only looks must not change which result is the last one. */
  #remember(id: ActionId, record: ActionRecord, stamp: FileStamp | undefined): void {
    if (this.#readOnly) return;
    const before = this.index.action(id);
    // It was in use until now, however long ago it was made.
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
 * Opens a cache folder, made on first use, and removes what dead processes left in it.
 * @param options.cacheDir the cache folder
 * @param options.baseDir the folder of pipeline.json, which the index is kept for; default: the cache folder's parent
 * @throws StoreIoError
 */
export function openStore({ cacheDir, baseDir, ...use }: StoreUse & StorePlace): Store {
  const root = resolve(cacheDir);
  const store = new Store(root, resolve(baseDir ?? dirname(root)), use);
  if (use.readOnly !== true) store.sweep();
  return store;
}

/** Who may not write here can use a result that is in place all the same; the first write that fails says why. */
function announceIfPossible(scratch: Scratch): void {
  try {
    scratch.announce();
  } catch (error) {
    if (!(error instanceof StoreIoError)) throw error;
  }
}
