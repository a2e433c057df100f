import { canonicalJson } from '../hash/canonical-json.ts';
import { PipelineError } from '../pipeline/errors.ts';
import type { Action, ActionId } from '../pipeline/model.ts';
import { DamagedBlobError, DamagedRecordError, nameSystemError } from '../store/errors.ts';
import type { RunAction } from '../store/runs.ts';
import { type Assessment, assessAction, mustHeal } from './assess-action.ts';
import type { Batch } from './batch.ts';
import type { KeyedAction } from './compute-key.ts';
import { ActionInterrupted } from './errors.ts';
import type { EventSink, Outcome, RunEvent } from './events.ts';
import { executeBatch } from './execute-batch.ts';
import { readLogTail } from './failed-log.ts';
import { withActionLocks } from './lock-actions.ts';
import { isForced, type RunOptions, type RunSignals } from './options.ts';
import { OutcomeCounts } from './outcome-counts.ts';
import { computePriorities, upstreamActions } from './priorities.ts';
import { restoreAction } from './restore-action.ts';
import { type Capacity, type Lease, Scheduler, type Task } from './scheduler.ts';
import type { ActionResult, Session } from './session.ts';
import type { WorkerPool } from './worker-pool.ts';

interface ReadyTask extends Task {
  readonly keyed: KeyedAction;
  readonly reason: string;
  /** Equal for actions that may share a process; undefined for one that runs by itself. */
  readonly together: string | undefined;
}

type FailureDetails = NonNullable<Extract<RunEvent, { type: 'action-finished' }>['error']>;

/** Index writes during a run are for the next run after a kill; more often than this they would cost more than they save. */
const SAVE_INTERVAL_MS = 2000;

/** What a run does with the actions that have to execute. */
export interface RunnerWork {
  readonly execute: typeof executeBatch;
  /** Actions share a process only where this gives the same. */
  readonly partOf?: (id: ActionId) => string;
  /** Whether the run is stored in cache/runs. */
  readonly keepsRun: boolean;
}

/** What surrounds a run. */
interface RunnerSetting {
  readonly sink: EventSink;
  readonly signals: RunSignals;
  readonly capacity: Capacity;
  /** Closed when the run ends. */
  readonly pool: WorkerPool;
  /** Default: execute and keep. */
  readonly work?: RunnerWork;
}

/** One run: settles every wanted action as its inputs become known, and executes what has no result. */
export class Runner {
  readonly #session: Session;
  readonly #wanted: ReadonlySet<ActionId>;
  readonly #options: RunOptions;
  readonly #sink: EventSink;
  readonly #signals: RunSignals;
  readonly #work: RunnerWork;
  readonly #scheduler: Scheduler<ReadyTask>;
  readonly #pool: WorkerPool;
  readonly #priorities: ReadonlyMap<ActionId, number>;
  /** Action → its place in the pipeline. */
  readonly #ranks: ReadonlyMap<ActionId, number>;
  readonly #unmetInputs = new Map<ActionId, number>();
  readonly #dependents = new Map<ActionId, ActionId[]>();
  readonly #ready: ActionId[] = [];
  readonly #finished = new Map<ActionId, RunAction>();
  readonly #counts = new OutcomeCounts();
  readonly #startedAt = new Date();
  readonly #startedMs = performance.now();
  #running = new Set<Promise<void>>();
  #failed: ActionId | undefined;
  #broken: unknown;
  #savedMs = performance.now();

  constructor(
    session: Session,
    wanted: ReadonlySet<ActionId>,
    options: RunOptions,
    { sink, signals, capacity, pool, work = { execute: executeBatch, keepsRun: true } }: RunnerSetting,
  ) {
    this.#session = session;
    this.#wanted = wanted;
    this.#options = options;
    this.#sink = sink;
    this.#signals = signals;
    this.#work = work;
    this.#scheduler = new Scheduler(capacity);
    this.#pool = pool;
    this.#priorities = computePriorities(session.graph, (id) => session.store.index.action(id)?.durationMs);
    this.#ranks = new Map(
      session.graph.stages.flatMap(({ actions }) => actions).map((id, index) => [id, index]),
    );
    this.#linkActions();
  }

  async run(): Promise<Extract<RunEvent, { type: 'run-finished' }>> {
    this.#announce();
    try {
      for (;;) {
        await this.#settleReady();
        this.#startTasks();
        if (this.#running.size === 0) break;
        await Promise.race(this.#running);
      }
    } finally {
      await Promise.allSettled(this.#running);
      this.#pool.close();
    }
    if (this.#broken !== undefined) throw this.#broken;
    for (const id of this.#wanted) if (!this.#finished.has(id)) this.#skip(id);
    return this.#summarize();
  }

  #linkActions(): void {
    for (const id of this.#wanted) {
      const upstream = [...upstreamActions(this.#session.action(id))].filter((one) => this.#wanted.has(one));
      this.#unmetInputs.set(id, upstream.length);
      for (const one of upstream) {
        const dependents = this.#dependents.get(one);
        if (dependents === undefined) this.#dependents.set(one, [id]);
        else dependents.push(id);
      }
      if (upstream.length === 0) this.#ready.push(id);
    }
  }

  get #stopping(): boolean {
    return (
      this.#signals.stop.aborted ||
      this.#broken !== undefined ||
      (this.#failed !== undefined && !this.#options.keepGoing)
    );
  }

  /** Settles all actions whose inputs are known, those that this makes known, and so on. */
  async #settleReady(): Promise<void> {
    for (let id = this.#ready.shift(); id !== undefined; id = this.#ready.shift()) {
      if (this.#stopping) return;
      const startedMs = performance.now();
      const action = this.#session.action(id);
      try {
        const keyed = await this.#session.computeKey(action);
        const options = { ...this.#options, force: isForced(this.#options, id) };
        await this.#follow(keyed, await assessAction(this.#session, keyed, options), startedMs);
      } catch (error) {
        this.#fail([action], error, startedMs);
      }
    }
  }

  async #follow(keyed: KeyedAction, assessment: Assessment, startedMs: number): Promise<void> {
    const { id } = keyed.action;
    if (assessment.state === 'up-to-date') {
      this.#succeed(id, assessment.result, 'up-to-date', assessment.reason, performance.now() - startedMs);
    } else if (assessment.state === 'restore') {
      // Another run in this checkout may be placing the same artifact: neither may take it away from what reads it.
      const damage = await withActionLocks(this.#session.store, [keyed], this.#signals.stop, () =>
        this.#restore(keyed, assessment),
      );
      if (damage === undefined)
        this.#succeed(id, assessment.result, 'restored', assessment.reason, performance.now() - startedMs);
      else this.#enqueue(keyed, mustHeal(damage).reason);
    } else {
      this.#enqueue(keyed, assessment.reason);
    }
  }

  /** @returns undefined, or why the cache's copy could not be used */
  async #restore(
    keyed: KeyedAction,
    { outputs, loadRecord }: Extract<Assessment, { state: 'restore' }>,
  ): Promise<string | undefined> {
    try {
      await restoreAction(this.#session, keyed.action.id, outputs, loadRecord());
      return undefined;
    } catch (error) {
      if (!(error instanceof DamagedBlobError || error instanceof DamagedRecordError)) throw error;
      this.#sink({ type: 'notice', message: `${error.message}; ${keyed.action.id} runs again` });
      return error.message;
    }
  }

  #enqueue(keyed: KeyedAction, reason: string): void {
    const { action } = keyed;
    this.#scheduler.add({
      id: action.id,
      priority: this.#priorities.get(action.id) ?? 0,
      resources: action.resources,
      keyed,
      reason,
      together:
        action.batchGroup === undefined
          ? undefined
          : canonicalJson([action.batchGroup, keyed.sources, this.#work.partOf?.(action.id) ?? '']),
    });
  }

  #startTasks(): void {
    if (this.#stopping) return;
    for (let next = this.#scheduler.next(); next !== undefined; next = this.#scheduler.next()) {
      const { task, lease } = next;
      const others =
        task.together === undefined
          ? []
          : this.#scheduler.takeMatching(({ together }) => together === task.together);
      const running: Promise<void> = this.#execute([task, ...others], lease)
        .catch((error: unknown) => {
          this.#broken ??= error;
        })
        .finally(() => {
          this.#scheduler.release(lease);
          this.#running.delete(running);
        });
      this.#running.add(running);
    }
  }

  async #execute(tasks: readonly [ReadyTask, ...ReadyTask[]], lease: Lease): Promise<void> {
    const startedMs = performance.now();
    const reasons = new Map(tasks.map(({ id, reason }) => [id, reason]));
    const members = this.#inGraphOrder(tasks);
    try {
      await withActionLocks(this.#session.store, members, this.#signals.stop, async () => {
        const batch = await this.#withoutDoneElsewhere(members, startedMs);
        if (batch === undefined) return;
        const leader = batch[0].action;
        this.#announceStart(batch, reasons);
        const executedMs = performance.now();
        const results = await this.#work.execute(batch, lease, {
          session: this.#session,
          pool: this.#pool,
          signals: this.#signals,
          onProgress: ({ type: _, ...report }) =>
            this.#sink({ type: 'action-progress', action: leader.id, stage: leader.stage, ...report }),
          onNotice: (message) => this.#sink({ type: 'notice', message }),
          onRetry: (attempt, { message }) =>
            this.#sink({ type: 'action-retried', action: leader.id, stage: leader.stage, attempt, message }),
        });
        const durationMs = (performance.now() - executedMs) / results.size;
        for (const [id, result] of results)
          this.#succeed(id, result, 'executed', reasons.get(id) ?? '', durationMs);
      });
    } catch (error) {
      this.#fail(
        members.map(({ action }) => action).filter(({ id }) => !this.#finished.has(id)),
        error,
        startedMs,
      );
    }
    this.#saveNowAndThen();
  }

  /** A batch in the order of the pipeline, so that which action leads does not depend on timing. */
  #inGraphOrder(tasks: readonly [ReadyTask, ...ReadyTask[]]): Batch {
    const rankOf = ({ action }: KeyedAction): number => this.#ranks.get(action.id) ?? 0;
    const [first, ...others] = tasks.map(({ keyed }) => keyed).sort((a, b) => rankOf(a) - rankOf(b));
    return [first as KeyedAction, ...others];
  }

  /** Another run may have done some of the work while this one waited for the locks. */
  async #withoutDoneElsewhere(members: Batch, startedMs: number): Promise<Batch | undefined> {
    const remaining: KeyedAction[] = [];
    for (const keyed of members) {
      const again = isForced(this.#options, keyed.action.id)
        ? undefined
        : await assessAction(this.#session, keyed, { ...this.#options, force: false });
      if (again === undefined || again.state === 'execute') {
        remaining.push(keyed);
      } else if (again.state === 'restore' && (await this.#restore(keyed, again)) !== undefined) {
        remaining.push(keyed);
      } else {
        this.#succeed(
          keyed.action.id,
          again.result,
          'restored',
          'another run made it meanwhile',
          performance.now() - startedMs,
        );
      }
    }
    const [first, ...others] = remaining;
    return first === undefined ? undefined : [first, ...others];
  }

  #succeed(id: ActionId, result: ActionResult, outcome: Outcome, reason: string, durationMs: number): void {
    this.#session.results.set(id, result);
    this.#finish(this.#session.action(id), outcome, reason, durationMs, { key: result.keyDigest });
    for (const dependent of this.#dependents.get(id) ?? []) {
      const unmet = (this.#unmetInputs.get(dependent) ?? 0) - 1;
      this.#unmetInputs.set(dependent, unmet);
      if (unmet === 0) this.#ready.push(dependent);
    }
  }

  #fail(actions: readonly Action[], thrown: unknown, startedMs: number): void {
    const error = nameSystemError(thrown);
    if (error instanceof ActionInterrupted || this.#signals.stop.aborted) {
      for (const action of actions)
        this.#finish(action, 'skipped', 'interrupted', performance.now() - startedMs);
      return;
    }
    // What is no error of the action or the store is a fault of ours, and ends the run.
    if (!(error instanceof PipelineError)) throw error;
    const [leader, ...others] = actions;
    if (leader === undefined) throw error;
    this.#failed ??= leader.id;
    const durationMs = performance.now() - startedMs;
    this.#finish(leader, 'failed', error.message, durationMs, { error: this.#detailsOf(leader.id, error) });
    for (const action of others) {
      const message = `failed together with ${leader.id}`;
      this.#finish(action, 'failed', message, durationMs, {
        error: { code: error.code, message, logTail: [] },
      });
    }
  }

  #detailsOf(id: ActionId, error: PipelineError): FailureDetails {
    const log = readLogTail(this.#session, id);
    return {
      code: error.code,
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      logTail: log?.lines ?? [],
      ...(log === undefined ? {} : { logPath: log.path }),
    };
  }

  #skip(id: ActionId): void {
    const action = this.#session.action(id);
    this.#finish(action, 'skipped', this.#whySkipped(action), 0);
  }

  #whySkipped(action: Action): string {
    if (this.#signals.stop.aborted) return 'interrupted';
    const cause = [...upstreamActions(action)].find((id) =>
      ['failed', 'skipped'].includes(this.#finished.get(id)?.outcome ?? ''),
    );
    if (cause !== undefined)
      return `its input ${cause} ${this.#finished.get(cause)?.outcome === 'failed' ? 'failed' : 'was skipped'}`;
    return `not started after ${this.#failed} failed`;
  }

  #finish(
    { id, stage }: Action,
    outcome: Outcome,
    reason: string,
    durationMs: number,
    { key, error }: { key?: RunAction['key']; error?: FailureDetails } = {},
  ): void {
    this.#counts.add(outcome);
    this.#finished.set(id, {
      action: id,
      outcome,
      reason,
      durationMs: Math.round(durationMs),
      ...(key === undefined ? {} : { key }),
    });
    this.#sink({
      type: 'action-finished',
      action: id,
      stage,
      outcome,
      reason,
      durationMs: Math.round(durationMs),
      ...(error === undefined ? {} : { error }),
    });
  }

  #announce(): void {
    const stages = this.#session.graph.stages
      .map(({ name, actions }) => ({ name, actions: actions.filter((id) => this.#wanted.has(id)).length }))
      .filter(({ actions }) => actions > 0);
    this.#sink({
      type: 'run-started',
      stages,
      jobs: this.#options.jobs,
      profile: this.#session.graph.profile,
    });
  }

  #announceStart(batch: Batch, reasons: ReadonlyMap<ActionId, string>): void {
    const [{ action: leader }, ...others] = batch;
    this.#sink({
      type: 'action-started',
      action: leader.id,
      stage: leader.stage,
      reason: reasons.get(leader.id) ?? '',
      ...(others.length === 0 ? {} : { together: others.map(({ action }) => action.id) }),
    });
  }

  #saveNowAndThen(): void {
    if (performance.now() - this.#savedMs < SAVE_INTERVAL_MS) return;
    this.#savedMs = performance.now();
    try {
      this.#session.store.index.save();
    } catch (error) {
      // The next run does without; closing the store tries again and tells.
      if (!(error instanceof PipelineError)) throw error;
      this.#sink({ type: 'notice', message: error.message });
    }
  }

  #summarize(): Extract<RunEvent, { type: 'run-finished' }> {
    const totals = this.#counts.totals;
    const { executed, restored, failed, skipped } = totals;
    const interrupted = this.#signals.stop.aborted;
    const durationMs = Math.round(performance.now() - this.#startedMs);
    let ok = failed === 0 && skipped === 0 && !interrupted;
    try {
      // A run that changed nothing has nothing to compare or to keep.
      if (this.#work.keepsRun && executed + restored + failed > 0) this.#writeRun(durationMs, ok);
    } catch (error) {
      // The run ends with its summary whatever happens, but not as if nothing had.
      if (!(error instanceof PipelineError)) throw error;
      this.#sink({ type: 'notice', message: error.message });
      ok = false;
    }
    const summary = {
      type: 'run-finished',
      ok,
      interrupted,
      ...totals,
      durationMs,
    } as const;
    this.#sink(summary);
    return summary;
  }

  #writeRun(durationMs: number, ok: boolean): void {
    this.#session.store.writeRun({
      startedAt: this.#startedAt.toISOString(),
      durationMs,
      profile: this.#session.graph.profile,
      ok,
      actions: [...this.#finished.values()],
    });
  }
}
