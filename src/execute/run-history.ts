import type { ActionId } from '../pipeline/model.ts';
import type { RunAction, StoredRun } from '../store/runs.ts';
import type { Store } from '../store/store.ts';

/** What one stored run did with one action. */
export interface PastRun {
  /** Id of the run, as its file in cache/runs is named. */
  readonly run: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly outcome: RunAction['outcome'];
  readonly reason: string;
  readonly key?: NonNullable<RunAction['key']>;
}

/** So many runs are looked through: enough to find the last one that did something. */
const MOST_RUNS = 200;

/** What the runs stored in cache/runs did with an action. Read when first asked for. */
export class RunHistory {
  readonly #store: Store;
  #byAction: Map<ActionId, PastRun[]> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Newest first. Runs whose file is damaged are passed over (`cache verify` names them). */
  of(id: ActionId): readonly PastRun[] {
    this.#byAction ??= readHistory(this.#store);
    return this.#byAction.get(id) ?? [];
  }
}

function readHistory(store: Store): Map<ActionId, PastRun[]> {
  const byAction = new Map<ActionId, PastRun[]>();
  for (const id of store.listRuns().slice(-MOST_RUNS).reverse()) {
    const run = store.readRun(id);
    for (const action of run?.actions ?? []) {
      const list = byAction.get(action.action) ?? [];
      byAction.set(action.action, list);
      list.push(toPastRun(run as StoredRun, action));
    }
  }
  return byAction;
}

function toPastRun({ id, startedAt, durationMs }: StoredRun, action: RunAction): PastRun {
  const { outcome, reason, key } = action;
  return { run: id, startedAt, durationMs, outcome, reason, ...(key === undefined ? {} : { key }) };
}
