import type { Digest } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import { upstreamActions } from '../../pipeline/upstream.ts';
import type { RunAction } from '../../store/runs.ts';
import type { EventSink, Outcome, RunEvent, RunSummary } from '../events.ts';
import type { Batch } from '../executors/executor.ts';
import { readLogTail } from '../explain/failed-log.ts';
import { OutcomeReport } from '../outcome-report.ts';
import { readSummaries } from '../session/read-summaries.ts';
import { reasons } from '../session/reasons.ts';
import type { Session } from '../session/session.ts';

type FailureDetails = NonNullable<Extract<RunEvent, { type: 'action-finished' }>['error']>;

type Progress = Pick<Extract<RunEvent, { type: 'action-progress' }>, 'done' | 'total' | 'unit' | 'metrics'>;

/** What becomes of each action of a run. It is told as it happens, and stored at the end. */
export class RunReport {
  readonly #session: Session;
  readonly #sink: EventSink;
  readonly #outcomes: OutcomeReport;
  readonly #finished = new Map<ActionId, RunAction>();
  readonly #startedAt = new Date();
  #firstFailed: ActionId | undefined;

  constructor(session: Session, sink: EventSink) {
    this.#session = session;
    this.#sink = sink;
    this.#outcomes = new OutcomeReport(sink);
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
    const counted = stages
      .map(({ name, actions }) => ({ name, actions: actions.filter((id) => wanted.has(id)).length }))
      .filter(({ actions }) => actions > 0);
    this.#outcomes.runStarted({ stages: counted, jobs, profile });
  }

  /** @param reason why its leader runs */
  batchStarted(batch: Batch, reason: string): void {
    const [{ action: leader }, ...others] = batch;
    this.#sink({
      type: 'action-started',
      action: leader.id,
      stage: leader.stage,
      reason,
      ...(others.length === 0
        ? {}
        : { together: others.map(({ action }) => action.id), togetherBy: listDifferingAxes(batch) }),
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

  /**
   * @param others of the same batch, which failed with it
   * @param hasRun whether it came to running. If not, the log that is kept is of an earlier failure
   */
  failed(
    leader: Action,
    others: readonly Action[],
    error: PipelineError,
    durationMs: number,
    hasRun: boolean,
  ): void {
    this.#firstFailed ??= leader.id;
    const details = this.#describeFailure(leader.id, error, hasRun);
    this.#finish(leader, 'failed', error.message, durationMs, { error: details });
    const message = reasons.failedTogether(leader.id);
    for (const action of others)
      this.#finish(action, 'failed', message, durationMs, {
        error: { code: error.code, message, logTail: [] },
      });
  }

  interrupted(action: Action, durationMs: number): void {
    this.#finish(action, 'skipped', reasons.interrupted, durationMs);
  }

  /** Reports every action that has not finished, and says why. */
  skipRest(wanted: ReadonlySet<ActionId>, wasStopped: boolean): void {
    for (const id of wanted) {
      if (this.#finished.has(id)) continue;
      const action = this.#session.action(id);
      this.#finish(action, 'skipped', wasStopped ? reasons.interrupted : this.#whySkipped(action), 0);
    }
  }

  /** @param keepsRun whether the run is stored in cache/runs */
  runFinished(interrupted: boolean, keepsRun: boolean): RunSummary {
    let summary = this.#outcomes.summarize(interrupted);
    const summaries = keepsRun ? readSummaries(this.#session, this.#listInPlace()) : [];
    if (summaries.length > 0) summary = { ...summary, summaries };
    try {
      // A run that changed nothing has nothing to compare or to keep.
      if (keepsRun && summary.executed + summary.restored + summary.failed > 0) this.#store(summary);
    } catch (error) {
      // The summary is shown in any case, but the run was not a success.
      if (!(error instanceof PipelineError)) throw error;
      this.notice(error.message);
      summary = { ...summary, ok: false };
    }
    return this.#outcomes.runFinished(summary);
  }

  #finish(
    { id, stage }: Action,
    outcome: Outcome,
    reason: string,
    exactMs: number,
    { key, error }: { key?: RunAction['key']; error?: FailureDetails } = {},
  ): void {
    const durationMs = Math.round(exactMs);
    const common = { action: id, outcome, reason, durationMs };
    this.#finished.set(id, { ...common, ...(key === undefined ? {} : { key }) });
    this.#outcomes.actionFinished({ ...common, stage, ...(error === undefined ? {} : { error }) });
  }

  /** The actions whose artifacts are now those of their results, in the order of the graph. */
  #listInPlace(): ActionId[] {
    const isInPlace = (id: ActionId): boolean => this.#finished.get(id)?.key !== undefined;
    return [...this.#session.graph.actions.keys()].filter(isInPlace);
  }

  #describeFailure(id: ActionId, error: PipelineError, hasRun: boolean): FailureDetails {
    const log = hasRun ? readLogTail(this.#session, id) : undefined;
    return {
      code: error.code,
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      logTail: log?.lines ?? [],
      ...(log === undefined ? {} : { logPath: log.path }),
    };
  }

  #whySkipped(action: Action): string {
    for (const id of upstreamActions(action)) {
      const outcome = this.#finished.get(id)?.outcome;
      if (outcome === 'failed' || outcome === 'skipped') return reasons.inputLost(id, outcome);
    }
    return reasons.notStarted(this.#firstFailed);
  }

  #store({ durationMs, ok }: RunSummary): void {
    this.#session.store.writeRun({
      startedAt: this.#startedAt.toISOString(),
      durationMs,
      profile: this.#session.graph.profile,
      ok,
      actions: [...this.#finished.values()],
    });
  }
}

function listDifferingAxes([{ action: leader }, ...others]: Batch): string[] {
  return Object.keys(leader.axes).filter((axis) =>
    others.some(({ action }) => action.axes[axis] !== leader.axes[axis]),
  );
}
