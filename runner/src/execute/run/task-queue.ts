import { canonicalJson } from '../../hash/canonical-json.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { Batch } from '../executors/executor.ts';
import type { Capacity, Lease } from '../session/capacity.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import type { Session } from '../session/session.ts';
import { computePriorities } from './priorities.ts';
import { Scheduler, type Task } from './scheduler.ts';

/** An action whose key is known and that has to execute. */
interface ActionTask extends Task {
  readonly keyed: KeyedAction;
  readonly reason: string;
  /** Equal for actions that may share a process; undefined for one that runs by itself. */
  readonly together: string | undefined;
}

/** A batch that may start now. */
export interface StartableBatch {
  readonly batch: Batch;
  /** Why each of its actions runs. */
  readonly reasons: ReadonlyMap<ActionId, string>;
  readonly lease: Lease;
}

/** The actions that have to execute, in batches, the most urgent first. */
export class TaskQueue {
  readonly #scheduler: Scheduler<ActionTask>;
  readonly #partOf: (id: ActionId) => string;
  readonly #priorities: ReadonlyMap<ActionId, number>;
  /** Action → its place in the pipeline. */
  readonly #ranks: ReadonlyMap<ActionId, number>;

  /** @param partOf actions share a process only if this gives the same for them */
  constructor({ graph, store }: Session, capacity: Capacity, partOf: (id: ActionId) => string = () => '') {
    this.#scheduler = new Scheduler(capacity);
    this.#partOf = partOf;
    this.#priorities = computePriorities(graph, (id) => store.index.action(id)?.durationMs);
    this.#ranks = new Map(graph.stages.flatMap(({ actions }) => actions).map((id, index) => [id, index]));
  }

  add(keyed: KeyedAction, reason: string): void {
    const { id, resources, batchGroup } = keyed.action;
    const together =
      batchGroup === undefined ? undefined : canonicalJson([batchGroup, keyed.sources, this.#partOf(id)]);
    this.#scheduler.add({
      id,
      priority: this.#priorities.get(id) ?? 0,
      resources,
      keyed,
      reason,
      together,
    });
  }

  /** Takes the next batch that fits what is free; undefined when none fits. Its lease has to be released. */
  next(): StartableBatch | undefined {
    const next = this.#scheduler.next();
    if (next === undefined) return undefined;
    const { task, lease } = next;
    const others =
      task.together === undefined
        ? []
        : this.#scheduler.takeMatching(({ together }) => together === task.together);
    const tasks = [task, ...others];
    return {
      batch: this.#toBatch(tasks),
      reasons: new Map(tasks.map(({ id, reason }) => [id, reason])),
      lease,
    };
  }

  release(lease: Lease): void {
    this.#scheduler.release(lease);
  }

  /** In the order of the pipeline, so that which action leads does not depend on timing. */
  #toBatch(tasks: readonly ActionTask[]): Batch {
    const rankOf = ({ action }: KeyedAction): number => this.#ranks.get(action.id) ?? 0;
    const [first, ...others] = tasks.map(({ keyed }) => keyed).sort((a, b) => rankOf(a) - rankOf(b));
    return [first as KeyedAction, ...others];
  }
}
