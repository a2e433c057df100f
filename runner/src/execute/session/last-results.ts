import type { Digest } from '../../base/digest.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import { listRecords } from '../../store/measure-store.ts';
import type { Store } from '../../store/store.ts';
import { RunHistory } from './run-history.ts';

/** What is known of an action's last result. Without either field the action never ran here. */
interface LastResult {
  /** The record of the last result. If that is gone: of the youngest result that is left. */
  readonly record?: ActionRecord;
  /** The key of the last result, if its record is gone or damaged. */
  readonly goneKey?: Digest;
}

/** The last result of each action, whatever its key. A changed key is compared with it, and `--only` takes it as input. */
export class LastResults {
  readonly #store: Store;
  readonly history: RunHistory;
  readonly #hasIndex: boolean;
  #scanned: Map<ActionId, readonly ScannedRecord[]> | undefined;

  constructor(store: Store) {
    this.#store = store;
    this.history = new RunHistory(store);
    this.#hasIndex = store.index.actionIds().length > 0;
  }

  /** The record of the action's last result. Undefined when it never ran here, or all its records are gone. */
  find(id: ActionId): ActionRecord | undefined {
    return this.#findKnown(id) ?? this.#youngest(id);
  }

  /** As find, and also says whether the last result is gone and the record is of an older one. */
  lookUp(id: ActionId): LastResult {
    const known = this.#findKnown(id);
    if (known !== undefined) return { record: known };
    const record = this.#youngest(id);
    const goneKey = this.#store.index.action(id)?.key ?? this.#lastKeyOfRuns(id);
    const isGone = goneKey !== undefined && goneKey !== record?.keyDigest;
    return { ...(record === undefined ? {} : { record }), ...(isGone ? { goneKey } : {}) };
  }

  /** All records of an action, youngest first. The first call reads every record of the cache. */
  all(id: ActionId): ActionRecord[] {
    return this.#scan(id)
      .map(({ keyDigest }) => this.read(keyDigest))
      .filter((record) => record !== undefined);
  }

  /** The record of a key. Undefined when there is none, or it is damaged. */
  read(keyDigest: Digest): ActionRecord | undefined {
    const found = this.#store.readRecord(keyDigest);
    return found.status === 'found' ? found.record : undefined;
  }

  #youngest(id: ActionId): ActionRecord | undefined {
    const youngest = this.#scan(id)[0];
    return youngest === undefined ? undefined : this.read(youngest.keyDigest);
  }

  #findKnown(id: ActionId): ActionRecord | undefined {
    const known = this.#store.index.action(id);
    return known === undefined ? undefined : this.read(known.key);
  }

  #scan(id: ActionId): readonly ScannedRecord[] {
    this.#scanned ??= scanRecords(this.#store);
    return this.#scanned.get(id) ?? [];
  }

  /** From stored runs. With an index they need not be read: it knows every action that ever finished here. */
  #lastKeyOfRuns(id: ActionId): Digest | undefined {
    if (this.#hasIndex) return undefined;
    return this.history.of(id).find(({ key }) => key !== undefined)?.key;
  }
}

/** What is kept of a record in memory. It is little, since there may be many more records than actions. */
interface ScannedRecord {
  readonly keyDigest: Digest;
  readonly startedAt: string;
}

/** Reads all records, for when the index does not know an action: it was deleted, or another checkout made the cache. Youngest first. */
function scanRecords(store: Store): Map<ActionId, readonly ScannedRecord[]> {
  const byAction = new Map<ActionId, ScannedRecord[]>();
  for (const keyDigest of listRecords(store.folders)) {
    const found = store.readRecord(keyDigest);
    if (found.status !== 'found') continue;
    const { action, startedAt } = found.record;
    const list = byAction.get(action);
    if (list === undefined) byAction.set(action, [{ keyDigest, startedAt }]);
    else list.push({ keyDigest, startedAt });
  }
  for (const list of byAction.values()) list.sort(byAge);
  return byAction;
}

/** Two records of the same millisecond are ordered by key, so that the order does not depend on the disk. */
function byAge(a: ScannedRecord, b: ScannedRecord): number {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? 1 : -1;
  return a.keyDigest < b.keyDigest ? -1 : 1;
}
