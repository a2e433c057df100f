import type { Digest } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import type { RunAction } from '../../store/runs.ts';
import type { EventSink, Outcome, RunEvent } from '../events.ts';
import type { Batch } from '../executors/batch.ts';
import { readLogTail } from '../explain/failed-log.ts';
import { OutcomeCounts } from '../outcome-report.ts';
import type { Session } from '../session/session.ts';
import { upstreamActions } from './priorities.ts';

type FailureDetails = NonNullable<Extract<RunEvent, { type: 'action-finished' }>['error']>;

type Progress = Pick<Extract<RunEvent, { type: 'action-progress' }>, 'done' | 'total' | 'unit' | 'metrics'>;

/** How a run ended. */
export type RunFinished = Extract<RunEvent, { type: 'run-finished' }>;

/** What became of each action of a run, told as it happens, and stored at the end. */
export class RunReport {
  readonly #session: Session;
  readonly #sink: EventSink;
  readonly #finished = new Map<ActionId, RunAction>();
  readonly #counts = new OutcomeCounts();
  readonly #startedAt = new Date();
  readonly #startedMs = performance.now();
  #firstFailed: ActionId | undefined;

  constructor(session: Session, sink: EventSink) {
    this.#session = session;
    this.#sink = sink;
  }

  get hasFailed(): boolean {
    return this.#firstFailed !== undefined;
  }

  hasFinished(id: ActionId): boolean {
    return this.#finished.has(id);
  }

  notice(message: string): void {
    this.#sink({ type: 'notice', message });
  }

  runStarted(wanted: ReadonlySet<ActionId>, jobs: number): void {
    const { stages, profile } = this.#session.graph;
    this.#sink({
      type: 'run-started',
      stages: stages
        .map(({ name, actions }) => ({ name, actions: actions.filter((id) => wanted.has(id)).length }))
        .filter(({ actions }) => actions > 0),
      jobs,
      profile,
    });
  }

  /** @param reason why its leader runs */
  batchStarted([{ action: leader }, ...others]: Batch, reason: string): void {
    this.#sink({
      type: 'action-started',
      action: leader.id,
      stage: leader.stage,
      reason,
      ...(others.length === 0 ? {} : { together: others.map(({ action }) => action.id) }),
    });
  }

  progressed({ id, stage }: Action, { done, total, unit, metrics }: Progress): void {
    this.#sink({ type: 'action-progress', action: id, stage, done, total, unit, metrics });
  }

  retried({ id, stage }: Action, attempt: number, message: string): void {
    this.#sink({ type: 'action-retried', action: id, stage, attempt, message });
  }

  succeeded(action: Action, outcome: Outcome, key: Digest, reason: string, durationMs: number): void {
    this.#finish(action, outcome, reason, durationMs, { key });
  }

  /** @param others of the same batch, which failed with it */
  failed(leader: Action, others: readonly Action[], error: PipelineError, durationMs: number): void {
    this.#firstFailed ??= leader.id;
    this.#finish(leader, 'failed', error.message, durationMs, { error: this.#detailsOf(leader.id, error) });
    for (const action of others) {
      const message = `failed together with ${leader.id}`;
      this.#finish(action, 'failed', message, durationMs, {
        error: { code: error.code, message, logTail: [] },
      });
    }
  }

  interrupted(action: Action, durationMs: number): void {
    this.#finish(action, 'skipped', 'interrupted', durationMs);
  }

  /** Every action that has not finished is named, with why. */
  skipRest(wanted: ReadonlySet<ActionId>, wasStopped: boolean): void {
    for (const id of wanted) {
      if (this.#finished.has(id)) continue;
      const action = this.#session.action(id);
      this.#finish(action, 'skipped', wasStopped ? 'interrupted' : this.#whySkipped(action), 0);
    }
  }

  /** @param isKept whether the run is stored in cache/runs */
  runFinished(interrupted: boolean, isKept: boolean): RunFinished {
    const { totals } = this.#counts;
    const { executed, restored, failed, skipped } = totals;
    const durationMs = Math.round(performance.now() - this.#startedMs);
    let ok = failed === 0 && skipped === 0 && !interrupted;
    try {
      // A run that changed nothing has nothing to compare or to keep.
      if (isKept && executed + restored + failed > 0) this.#store(durationMs, ok);
    } catch (error) {
      // The run ends with its summary whatever happens, but not as if nothing had.
      if (!(error instanceof PipelineError)) throw error;
      this.notice(error.message);
      ok = false;
    }
    const summary = { type: 'run-finished', ok, interrupted, ...totals, durationMs } as const;
    this.#sink(summary);
    return summary;
  }

  #finish(
    { id, stage }: Action,
    outcome: Outcome,
    reason: string,
    exactMs: number,
    { key, error }: { key?: RunAction['key']; error?: FailureDetails } = {},
  ): void {
    const durationMs = Math.round(exactMs);
    this.#counts.add(outcome);
    this.#finished.set(id, {
      action: id,
      outcome,
      reason,
      durationMs,
      ...(key === undefined ? {} : { key }),
    });
    this.#sink({
      type: 'action-finished',
      action: id,
      stage,
      outcome,
      reason,
      durationMs,
      ...(error === undefined ? {} : { error }),
    });
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

  #whySkipped(action: Action): string {
    const outcomeOf = (id: ActionId): string | undefined => this.#finished.get(id)?.outcome;
    const cause = [...upstreamActions(action)].find((id) =>
      ['failed', 'skipped'].includes(outcomeOf(id) ?? ''),
    );
    if (cause === undefined) return `not started after ${this.#firstFailed} failed`;
    return `its input ${cause} ${outcomeOf(cause) === 'failed' ? 'failed' : 'was skipped'}`;
  }

  #store(durationMs: number, ok: boolean): void {
    this.#session.store.writeRun({
      startedAt: this.#startedAt.toISOString(),
      durationMs,
      profile: this.#session.graph.profile,
      ok,
      actions: [...this.#finished.values()],
    });
  }
}
