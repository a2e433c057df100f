import { existsSync } from 'node:fs';
import { LowSync } from 'lowdb';
import type { Digest } from '../base/digest.ts';
import { readBootId } from '../base/mutex/owner.ts';
import type { ProgramMemo } from '../hash/program/digest-program.ts';
import { StatCache } from '../hash/stat-cache.ts';
import type { ActionId } from '../pipeline/model.ts';
import { type CheckoutIndex, type IndexData, type IndexedAction, IndexFile } from './index-file.ts';
import type { PlacedStamp } from './placed-stamp.ts';

/** The index of one checkout: an accelerator. Without it every answer is the same, found by reading records and contents. */
export class StoreIndex {
  readonly #db: LowSync<IndexData>;
  readonly #baseDir: string;
  readonly #checkout: CheckoutIndex;
  readonly #programsBefore: string;
  readonly #readOnly: boolean;
  /** Actions that this process learned something of, or forgot. */
  readonly #changed = new Set<ActionId>();

  /** Stats of files known from earlier runs; shared by everything that digests files. */
  readonly statCache: StatCache;
  /** Pass it to digestProgram. */
  readonly programs: Record<string, ProgramMemo>;

  /**
   * @param newStagedPath where to write before renaming
   * @param readOnly what is found out is forgotten: `save` does nothing
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

  /** Ids of all actions that ever finished in this checkout and were not forgotten. */
  actionIds(): ActionId[] {
    return Object.keys(this.#checkout.actions);
  }

  setAction(id: ActionId, entry: IndexedAction): void {
    this.#checkout.actions[id] = entry;
    this.#changed.add(id);
  }

  setPlaced(id: ActionId, output: string, stamp: PlacedStamp): void {
    const action = this.action(id);
    if (action === undefined || action.placed[output] === stamp) return;
    action.placed[output] = stamp;
    this.#changed.add(id);
  }

  /** The next look at an artifact reads it, whatever its stamps say. */
  forgetPlaced(id: ActionId, output: string): void {
    const action = this.action(id);
    if (action?.placed[output] === undefined) return;
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

  /** Every checkout that exists on this machine, as saved last: its folder and its actions. */
  readCheckouts(): [folder: string, actions: CheckoutIndex['actions']][] {
    this.#db.data = emptyIndex();
    this.#db.read();
    return this.#listExisting().map(([folder, { actions }]) => [folder, actions]);
  }

  /**
   * Writes what is new. Everything that this process did not change, in this checkout and in others, is taken as it is
   * on disk now; of two that change the same action, or write at the same instant, the last one wins.
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
 * A checkout's part of the index. From before the last boot only what does not rest on stamps is taken: data written
 * shortly before a power loss may be gone while its file looks the same.
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
