import { PipelineError } from '../../base/errors.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import { DamagedBlobError, DamagedRecordError, nameSystemError } from '../../store/errors.ts';
import { ActionInterrupted } from '../errors.ts';
import type { EventSink, Outcome } from '../events.ts';
import type { Batch } from '../executors/batch.ts';
import { executeBatch } from '../executors/local-executor.ts';
import { isForced, type RunOptions, type RunSignals } from '../options.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import { withActionLocks } from '../session/hold-mutexes.ts';
import { restoreAction } from '../session/restore-action.ts';
import type { ActionResult, Session } from '../session/session.ts';
import { type Assessment, assessAction, mustHeal } from '../session/settle-action.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';
import { IndexSaver } from './index-saver.ts';
import { upstreamActions } from './priorities.ts';
import { ReadyActions } from './ready-actions.ts';
import { type RunFinished, RunReport } from './run-report.ts';
import { type Capacity, type Lease, Scheduler } from './scheduler.ts';
import { type ReadyTask, ReadyTasks } from './task-queue.ts';

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
  readonly #signals: RunSignals;
  readonly #work: RunnerWork;
  readonly #scheduler: Scheduler<ReadyTask>;
  readonly #pool: WorkerPool;
  readonly #tasks: ReadyTasks;
  readonly #ready: ReadyActions;
  readonly #report: RunReport;
  readonly #saver: IndexSaver;
  readonly #running = new Set<Promise<void>>();
  #broken: unknown;

  constructor(
    session: Session,
    wanted: ReadonlySet<ActionId>,
    options: RunOptions,
    { sink, signals, capacity, pool, work = { execute: executeBatch, keepsRun: true } }: RunnerSetting,
  ) {
    this.#session = session;
    this.#wanted = wanted;
    this.#options = options;
    this.#signals = signals;
    this.#work = work;
    this.#scheduler = new Scheduler(capacity);
    this.#pool = pool;
    this.#tasks = new ReadyTasks(session, work.partOf);
    this.#ready = new ReadyActions(wanted, (id) => upstreamActions(session.action(id)));
    this.#report = new RunReport(session, sink);
    this.#saver = new IndexSaver(session.store.index, (message) => this.#report.notice(message));
  }

  async run(): Promise<RunFinished> {
    this.#report.runStarted(this.#wanted, this.#options.jobs);
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
    const wasStopped = this.#signals.stop.aborted;
    this.#report.skipRest(this.#wanted, wasStopped);
    return this.#report.runFinished(wasStopped, this.#work.keepsRun);
  }

  get #stopping(): boolean {
    return (
      this.#signals.stop.aborted ||
      this.#broken !== undefined ||
      (this.#report.hasFailed && !this.#options.keepGoing)
    );
  }

  /** Settles all actions whose inputs are known, those that this makes known, and so on. */
  async #settleReady(): Promise<void> {
    for (let id = this.#ready.take(); id !== undefined; id = this.#ready.take()) {
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
      else this.#scheduler.add(this.#tasks.make(keyed, mustHeal(damage).reason));
    } else {
      this.#scheduler.add(this.#tasks.make(keyed, assessment.reason));
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
      this.#report.notice(`${error.message}; ${keyed.action.id} runs again`);
      return error.message;
    }
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
    const members = this.#tasks.toBatch(tasks);
    try {
      await withActionLocks(this.#session.store, members, this.#signals.stop, async () => {
        const batch = await this.#withoutDoneElsewhere(members, startedMs);
        if (batch === undefined) return;
        const leader = batch[0].action;
        this.#report.batchStarted(batch, reasons.get(leader.id) ?? '');
        const executedMs = performance.now();
        const results = await this.#work.execute(batch, lease, {
          session: this.#session,
          pool: this.#pool,
          signals: this.#signals,
          onProgress: (progress) => this.#report.progressed(leader, progress),
          onNotice: (message) => this.#report.notice(message),
          onRetry: (attempt, { message }) => this.#report.retried(leader, attempt, message),
        });
        const durationMs = (performance.now() - executedMs) / results.size;
        for (const [id, result] of results)
          this.#succeed(id, result, 'executed', reasons.get(id) ?? '', durationMs);
      });
    } catch (error) {
      this.#fail(
        members.map(({ action }) => action).filter(({ id }) => !this.#report.hasFinished(id)),
        error,
        startedMs,
      );
    }
    this.#saver.saveIfDue();
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
    this.#report.succeeded(this.#session.action(id), outcome, result.keyDigest, reason, durationMs);
    this.#ready.markDone(id);
  }

  #fail(actions: readonly Action[], thrown: unknown, startedMs: number): void {
    const error = nameSystemError(thrown);
    const durationMs = performance.now() - startedMs;
    if (error instanceof ActionInterrupted || this.#signals.stop.aborted) {
      for (const action of actions) this.#report.interrupted(action, durationMs);
      return;
    }
    // What is no error of the action or the store is a fault of ours, and ends the run.
    if (!(error instanceof PipelineError)) throw error;
    const [leader, ...others] = actions;
    if (leader === undefined) throw error;
    this.#report.failed(leader, others, error, durationMs);
  }
}
