import { canonicalJson } from '../../hash/canonical-json.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { Batch } from '../executors/batch.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import type { Session } from '../session/session.ts';
import { computePriorities } from './priorities.ts';
import type { Task } from './scheduler.ts';

/** An action whose inputs are all known and that has to execute. */
export interface ReadyTask extends Task {
  readonly keyed: KeyedAction;
  readonly reason: string;
  /** Equal for actions that may share a process; undefined for one that runs by itself. */
  readonly together: string | undefined;
}

/** Makes the tasks of a run, and batches of them. */
export class ReadyTasks {
  readonly #partOf: (id: ActionId) => string;
  readonly #priorities: ReadonlyMap<ActionId, number>;
  /** Action → its place in the pipeline. */
  readonly #ranks: ReadonlyMap<ActionId, number>;

  /** @param partOf actions share a process only where this gives the same */
  constructor({ graph, store }: Session, partOf: (id: ActionId) => string = () => '') {
    this.#partOf = partOf;
    this.#priorities = computePriorities(graph, (id) => store.index.action(id)?.durationMs);
    this.#ranks = new Map(graph.stages.flatMap(({ actions }) => actions).map((id, index) => [id, index]));
  }

  make(keyed: KeyedAction, reason: string): ReadyTask {
    const { id, resources, batchGroup } = keyed.action;
    return {
      id,
      priority: this.#priorities.get(id) ?? 0,
      resources,
      keyed,
      reason,
      together:
        batchGroup === undefined ? undefined : canonicalJson([batchGroup, keyed.sources, this.#partOf(id)]),
    };
  }

  /** A batch in the order of the pipeline, so that which action leads does not depend on timing. */
  toBatch(tasks: readonly [ReadyTask, ...ReadyTask[]]): Batch {
    const rankOf = ({ action }: KeyedAction): number => this.#ranks.get(action.id) ?? 0;
    const [first, ...others] = tasks.map(({ keyed }) => keyed).sort((a, b) => rankOf(a) - rankOf(b));
    return [first as KeyedAction, ...others];
  }
}
