import type { ActionId } from '../../pipeline/model.ts';
import type { RunAction, StoredRun } from '../../store/runs.ts';
import type { Store } from '../../store/store.ts';

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

/** The newest runs that are read to find what happened to an action. Older runs are left out. */
const MOST_RUNS = 200;
/** The newest runs that are read to find an action's last attempt. Fewer, because `status` asks this for many actions. */
const MOST_RUNS_FOR_LAST = 20;

/** What the runs stored in cache/runs did with an action. Runs are read newest first, and only as far as needed. */
export class RunHistory {
  readonly #store: Store;
  readonly #byAction = new Map<ActionId, PastRun[]>();
  #unread: string[] | undefined;
  #readCount = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** All that the last runs did with it, newest first. Damaged run files are skipped (`cache verify` names them). */
  of(id: ActionId): readonly PastRun[] {
    while (this.#readNext(MOST_RUNS)) {}
    return this.#byAction.get(id) ?? [];
  }

  /** The last run that executed, restored or failed the action. A run that skipped it says nothing about it. */
  last(id: ActionId): PastRun | undefined {
    for (;;) {
      const found = this.#byAction.get(id)?.find(({ outcome }) => outcome !== 'skipped');
      if (found !== undefined || !this.#readNext(MOST_RUNS_FOR_LAST)) return found;
    }
  }

  /** Reads the next older run. @returns false when there is none, or `most` were read */
  #readNext(most: number): boolean {
    this.#unread ??= this.#store.listRuns();
    const name = this.#readCount < most ? this.#unread.pop() : undefined;
    if (name === undefined) return false;
    this.#readCount += 1;
    const run = this.#store.readRun(name);
    for (const action of run?.actions ?? []) {
      const list = this.#byAction.get(action.action);
      if (list === undefined) this.#byAction.set(action.action, [toPastRun(run as StoredRun, action)]);
      else list.push(toPastRun(run as StoredRun, action));
    }
    return true;
  }
}

function toPastRun({ id, startedAt, durationMs }: StoredRun, action: RunAction): PastRun {
  const { outcome, reason, key } = action;
  return { run: id, startedAt, durationMs, outcome, reason, ...(key === undefined ? {} : { key }) };
}
