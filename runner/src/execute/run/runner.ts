import { PipelineError } from '../../base/errors.ts';
import { countThings } from '../../base/words.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import { upstreamActions } from '../../pipeline/upstream.ts';
import { nameSystemError } from '../../store/errors.ts';
import { ActionInterrupted } from '../errors.ts';
import type { EventSink, Outcome, RunSummary } from '../events.ts';
import type { Batch, Executor } from '../executors/executor.ts';
import type { RunOptions } from '../options.ts';
import { toLookUpOptions } from '../plan/wanted-actions.ts';
import { measureCapacity } from '../session/capacity.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import { withActionMutexes } from '../session/hold-mutexes.ts';
import { type LookUpOptions, lookUpResult, type Settled } from '../session/look-up-result.ts';
import { reasons } from '../session/reasons.ts';
import { tryRestore } from '../session/restore-action.ts';
import type { ActionResult, Session } from '../session/session.ts';
import { settleAction } from '../session/settle-action.ts';
import type { RunSignals } from '../worker/run-signals.ts';
import { IndexSaver } from './index-saver.ts';
import { ReadyActions } from './ready-actions.ts';
import { RunReport } from './run-report.ts';
import { type StartableBatch, TaskQueue } from './task-queue.ts';

/** What surrounds a run. */
interface RunnerSetting {
  readonly sink: EventSink;
  readonly signals: RunSignals;
  /** Closed when the run ends. */
  readonly executor: Executor;
  /** Actions share a process only if this gives the same for them. */
  readonly partOf?: (id: ActionId) => string;
  /** Whether the run is stored in cache/runs. */
  readonly keepsRun: boolean;
}

/** One run: settles every wanted action when its inputs have results, and executes those that have none. */
export class Runner {
  readonly #session: Session;
  readonly #wanted: ReadonlySet<ActionId>;
  readonly #options: RunOptions;
  readonly #look: LookUpOptions;
  readonly #setting: RunnerSetting;
  readonly #stop: AbortSignal;
  readonly #queue: TaskQueue;
  readonly #ready: ReadyActions;
  readonly #report: RunReport;
  readonly #saver: IndexSaver;
  readonly #running = new Set<Promise<void>>();
  #fault: unknown;
  #hasNoticedGpus = false;

  constructor(session: Session, wanted: ReadonlySet<ActionId>, options: RunOptions, setting: RunnerSetting) {
    this.#session = session;
    this.#wanted = wanted;
    this.#options = options;
    this.#look = toLookUpOptions(options);
    this.#setting = setting;
    this.#stop = setting.signals.stop;
    this.#queue = new TaskQueue(session, measureCapacity(session.gpuIds, options.jobs), setting.partOf);
    this.#ready = new ReadyActions(wanted, (id) => upstreamActions(session.action(id)));
    this.#report = new RunReport(session, setting.sink);
    this.#saver = new IndexSaver(session.store.index, (message) => this.#report.notice(message));
  }

  async run(): Promise<RunSummary> {
    this.#report.runStarted(this.#wanted, this.#options.jobs);
    try {
      for (;;) {
        await this.#settleReady();
        this.#startBatches();
        if (this.#running.size === 0) break;
        await Promise.race(this.#running);
      }
    } finally {
      await Promise.allSettled(this.#running);
      this.#setting.executor.close();
    }
    if (this.#fault !== undefined) throw this.#fault;
    const wasStopped = this.#stop.aborted;
    this.#report.skipRest(this.#wanted, wasStopped);
    return this.#report.runFinished(wasStopped, this.#setting.keepsRun);
  }

  /** Says once that actions run without the GPUs that they ask for. Nothing but threads then holds them back. */
  #noticeMissingGpus(action: Action): void {
    if (this.#hasNoticedGpus || action.resources.gpus === 0 || this.#session.gpuIds.length > 0) return;
    this.#hasNoticedGpus = true;
    const count = [...this.#wanted].filter((id) => this.#session.action(id).resources.gpus > 0).length;
    const who = countThings(count, 'action asks', 'actions ask');
    this.#report.notice(`${who} for GPUs, and this machine has none: what runs of them runs without`);
  }

  get #isStopping(): boolean {
    return (
      this.#stop.aborted || this.#fault !== undefined || (this.#report.hasFailed && !this.#options.keepGoing)
    );
  }

  /** Settles all actions whose inputs have results, then those that this makes ready, and so on. */
  async #settleReady(): Promise<void> {
    for (let id = this.#ready.take(); id !== undefined; id = this.#ready.take()) {
      if (this.#isStopping) return;
      const startedMs = performance.now();
      const action = this.#session.action(id);
      try {
        await this.#settle(action, startedMs);
      } catch (error) {
        this.#fail([action], error, startedMs, false);
      }
    }
  }

  async #settle(action: Action, startedMs: number): Promise<void> {
    const settlement = await settleAction(this.#session, action, this.#look);
    if (settlement.state === 'fails') throw settlement.error;
    if (settlement.state === 'waits') throw new Error(`${action.id} is ready without its inputs.`);
    const { keyed, reason } = settlement;
    if (settlement.state === 'execute') return this.#queue.add(keyed, reason);
    const { result, notInPlace } = settlement;
    if (notInPlace.length === 0)
      return this.#succeed(action.id, result, 'up-to-date', reason, msSince(startedMs));
    // Another run in this checkout may be placing the same artifact, and something may be reading it.
    const damage = await withActionMutexes(this.#session.store, [keyed], this.#stop, () =>
      this.#restore(settlement),
    );
    if (damage === undefined) this.#succeed(action.id, result, 'restored', reason, msSince(startedMs));
    else this.#queue.add(keyed, reasons.damaged(damage));
  }

  /** @returns undefined, or why the cache's copy could not be used */
  async #restore({ action, notInPlace, loadRecord }: Settled): Promise<string | undefined> {
    const damage = await tryRestore(this.#session, action.id, notInPlace, loadRecord);
    if (damage !== undefined) this.#report.notice(`${damage.message}; ${action.id} runs again`);
    return damage?.message;
  }

  #startBatches(): void {
    if (this.#isStopping) return;
    for (let next = this.#queue.next(); next !== undefined; next = this.#queue.next()) {
      const { lease } = next;
      const running: Promise<void> = this.#execute(next)
        .catch((error: unknown) => {
          this.#fault ??= error;
        })
        .finally(() => {
          this.#queue.release(lease);
          this.#running.delete(running);
        });
      this.#running.add(running);
    }
  }

  async #execute({ batch: members, reasons: why, lease }: StartableBatch): Promise<void> {
    const startedMs = performance.now();
    let hasRun = false;
    try {
      await withActionMutexes(this.#session.store, members, this.#stop, async () => {
        const batch = await this.#withoutMadeElsewhere(members, startedMs);
        if (batch === undefined) return;
        const leader = batch[0].action;
        this.#noticeMissingGpus(leader);
        this.#report.batchStarted(batch, why.get(leader.id) ?? '');
        const executedMs = performance.now();
        hasRun = true;
        const results = await this.#setting.executor.execute(batch, lease, {
          onProgress: (progress) => this.#report.progressed(leader, progress),
          onNotice: (message) => this.#report.notice(message),
          onRetry: (attempt, { message }) => this.#report.retried(leader, attempt, message),
        });
        const durationMs = msSince(executedMs) / results.size;
        for (const [id, result] of results)
          this.#succeed(id, result, 'executed', why.get(id) ?? '', durationMs);
      });
    } catch (error) {
      const unfinished = members
        .map(({ action }) => action)
        .filter(({ id }) => !this.#report.hasFinished(id));
      this.#fail(unfinished, error, startedMs, hasRun);
    }
    this.#saver.saveIfDue();
  }

  /** Another run may have made some of the results while this one waited for the mutexes. */
  async #withoutMadeElsewhere(members: Batch, startedMs: number): Promise<Batch | undefined> {
    const remaining: KeyedAction[] = [];
    for (const keyed of members) {
      const found = await lookUpResult(this.#session, keyed, this.#look);
      const isThere =
        found.state === 'settled' &&
        (found.notInPlace.length === 0 || (await this.#restore(found)) === undefined);
      if (isThere)
        this.#succeed(keyed.action.id, found.result, 'restored', reasons.madeElsewhere, msSince(startedMs));
      else remaining.push(keyed);
    }
    const [first, ...others] = remaining;
    return first === undefined ? undefined : [first, ...others];
  }

  #succeed(id: ActionId, result: ActionResult, outcome: Outcome, reason: string, durationMs: number): void {
    this.#session.adopt(id, result);
    this.#report.succeeded(this.#session.action(id), outcome, result.keyDigest, reason, durationMs);
    this.#ready.markDone(id);
  }

  /** @param hasRun whether it came to running, so that a log may be there */
  #fail(actions: readonly Action[], thrown: unknown, startedMs: number, hasRun: boolean): void {
    const error = nameSystemError(thrown);
    const durationMs = msSince(startedMs);
    if (error instanceof ActionInterrupted || this.#stop.aborted) {
      for (const action of actions) this.#report.interrupted(action, durationMs);
      return;
    }
    // Anything but an error of the action or the store is a fault of ours, and ends the run.
    if (!(error instanceof PipelineError)) throw error;
    const [leader, ...others] = actions;
    if (leader === undefined) throw error;
    this.#report.failed(leader, others, error, durationMs, hasRun);
  }
}

function msSince(startedMs: number): number {
  return performance.now() - startedMs;
}
