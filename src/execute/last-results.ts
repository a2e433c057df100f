import type { ActionId } from '../pipeline/model.ts';
import type { ActionRecord } from '../store/action-record.ts';
import { listRecords } from '../store/measure-store.ts';
import type { Store } from '../store/store.ts';

/** The last result of each action, whatever its key: what a changed key is compared with, and what `--only` takes as input. */
export class LastResults {
  readonly #store: Store;
  #scanned: Map<ActionId, ActionRecord> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The record of the action's last result; undefined when it never ran here, or its record is gone. */
  find(id: ActionId): ActionRecord | undefined {
    const known = this.#store.index.action(id);
    if (known !== undefined) {
      const found = this.#store.readRecord(known.key);
      if (found.status === 'found') return found.record;
    }
    return this.#scan().get(id);
  }

  /** Without an index (deleted, or another checkout's cache) the records themselves tell. */
  #scan(): Map<ActionId, ActionRecord> {
    if (this.#scanned !== undefined) return this.#scanned;
    const latest = new Map<ActionId, ActionRecord>();
    for (const keyDigest of listRecords(this.#store.folders)) {
      const found = this.#store.readRecord(keyDigest);
      if (found.status !== 'found') continue;
      const before = latest.get(found.record.action);
      if (before === undefined || before.startedAt < found.record.startedAt)
        latest.set(found.record.action, found.record);
    }
    this.#scanned = latest;
    return latest;
  }
}
