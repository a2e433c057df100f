import { existsSync } from 'node:fs';
import { LowSync } from 'lowdb';
import type { Digest } from '../base/digest.ts';
import { readBootId } from '../base/mutex/owner.ts';
import { getOwn } from '../base/own-property.ts';
import type { ProgramMemo } from '../hash/program/digest-program.ts';
import { StatCache } from '../hash/stat-cache.ts';
import type { ActionId } from '../pipeline/model.ts';
import { type CheckoutIndex, type IndexData, type IndexedAction, IndexFile } from './index-file.ts';
import type { PlacedStamp } from './placed-stamp.ts';

/**
 * The index of one checkout. It only saves time: without it, records and contents are read, and every answer is the
 * same.
 */
export class StoreIndex {
  readonly #db: LowSync<IndexData>;
  readonly #baseDir: string;
  readonly #checkout: CheckoutIndex;
  readonly #programsBefore: string;
  readonly #readOnly: boolean;
  /** Actions whose entries this process has changed. */
  readonly #changed = new Set<ActionId>();

  /** Stats of files known from earlier runs; shared by everything that digests files. */
  readonly statCache: StatCache;
  /** Memos for digestProgram. */
  readonly programs: Record<string, ProgramMemo>;

  /**
   * @param newStagedPath where to write before renaming
   * @param readOnly nothing is kept: `save` does nothing
   */
  constructor(path: string, baseDir: string, newStagedPath: () => string, readOnly = false) {
    this.#baseDir = baseDir;
    this.#readOnly = readOnly;
    this.#db = new LowSync<IndexData>(new IndexFile(path, newStagedPath), emptyIndex());
    this.#db.read();
    this.#checkout = takeCheckout(this.#db.data, baseDir);
    this.statCache = new StatCache(baseDir, this.#checkout.files);
    this.programs = this.#checkout.programs;
    this.#programsBefore = listProgramStates(this.programs);
  }

  action(id: ActionId): Readonly<IndexedAction> | undefined {
    return Object.hasOwn(this.#checkout.actions, id) ? this.#checkout.actions[id] : undefined;
  }

  /** Ids of all actions that have finished in this checkout and were not forgotten. */
  actionIds(): ActionId[] {
    return Object.keys(this.#checkout.actions);
  }

  setAction(id: ActionId, entry: IndexedAction): void {
    this.#checkout.actions[id] = entry;
    this.#changed.add(id);
  }

  setPlaced(id: ActionId, output: string, stamp: PlacedStamp): void {
    const action = this.action(id);
    if (action === undefined || getOwn(action.placed, output) === stamp) return;
    action.placed[output] = stamp;
    this.#changed.add(id);
  }

  /** From now on an artifact is read, even when its stamps are unchanged. */
  forgetPlaced(id: ActionId, output: string): void {
    const action = this.action(id);
    if (action === undefined || getOwn(action.placed, output) === undefined) return;
    delete action.placed[output];
    this.#changed.add(id);
  }

  /** How an artifact was placed, if it was of this tree. */
  placed(id: ActionId, output: string, tree: Digest): PlacedStamp | undefined {
    const stamp = this.action(id)?.placed[output];
    return stamp?.tree === tree ? stamp : undefined;
  }

  forget(id: ActionId): void {
    delete this.#checkout.actions[id];
    this.#changed.add(id);
  }

  /** Every checkout in the index that exists on this machine: its folder and its actions, as last saved. */
  readCheckouts(): [folder: string, actions: CheckoutIndex['actions']][] {
    this.#db.data = emptyIndex();
    this.#db.read();
    return this.#listExisting().map(([folder, { actions }]) => [folder, actions]);
  }

  /**
   * Writes what has changed. All else, in this checkout and in others, is kept as it is on disk now. If two processes
   * change
   * the same action, or write at the same instant, the last one wins.
   */
  save(): void {
    if (this.#readOnly) return;
    if (
      this.#changed.size === 0 &&
      !this.statCache.changed &&
      listProgramStates(this.programs) === this.#programsBefore
    )
      return;
    this.#db.data = emptyIndex();
    this.#db.read();
    this.#checkout.files = this.statCache.toJSON();
    this.#checkout.actions = this.#mergeActions(takeCheckout(this.#db.data, this.#baseDir).actions);
    const others = this.#listExisting().filter(([folder]) => folder !== this.#baseDir);
    this.#db.data = {
      version: 1,
      bootId: readBootId(),
      checkouts: Object.fromEntries([
        ...others.map(([folder]) => [folder, takeCheckout(this.#db.data, folder)] as const),
        [this.#baseDir, this.#checkout],
      ]),
    };
    this.#db.write();
    this.#changed.clear();
  }

  #listExisting(): [string, CheckoutIndex][] {
    return Object.entries(this.#db.data.checkouts).filter(([folder]) => existsSync(folder));
  }

  #mergeActions(saved: CheckoutIndex['actions']): CheckoutIndex['actions'] {
    const merged = { ...saved };
    for (const id of this.#changed) {
      const own = this.action(id);
      if (own === undefined) delete merged[id];
      else merged[id] = own;
    }
    return merged;
  }
}

function emptyIndex(): IndexData {
  return { version: 1, bootId: readBootId(), checkouts: {} };
}

/**
 * A checkout's part of the index. Stamps from before the last boot are dropped: after a power loss a file may look the same
 * while its data is lost.
 */
function takeCheckout(data: IndexData, baseDir: string): CheckoutIndex {
  const known = Object.hasOwn(data.checkouts, baseDir) ? data.checkouts[baseDir] : undefined;
  if (known === undefined) return { actions: {}, files: {}, programs: {} };
  if (data.bootId === readBootId()) return known;
  const actions: CheckoutIndex['actions'] = {};
  for (const [id, { key, outputs, durationMs }] of Object.entries(known.actions)) {
    actions[id] = { key, outputs, durationMs, placed: {} };
  }
  return { actions, files: {}, programs: known.programs };
}

function listProgramStates(programs: Record<string, ProgramMemo>): string {
  return Object.entries(programs)
    .map(([name, { state }]) => `${name} ${state}`)
    .join('\n');
}
