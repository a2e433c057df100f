import type { LockedAction } from '../../lockfile/lock-file.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { DamagedBlobError, DamagedRecordError } from '../../store/errors.ts';
import type { EventSink, Outcome, RunEvent } from '../events.ts';
import type { RunOptions } from '../options.ts';
import { OutcomeCounts } from '../outcome-report.ts';
import type { RunSummary } from '../run/run-pipeline.ts';
import { restoreUnderLock } from '../session/restore-action.ts';
import { type Session, withSession } from '../session/session.ts';
import { type Assessment, assessAction } from '../session/settle-action.ts';
import { compareWithLock, type KeyComparison, type LockFinding } from './check-lock.ts';

type FrozenFinding = Omit<LockFinding, 'code' | 'changes'> & { readonly code: string };

/**
 * `run --frozen`: sees to it that the artifacts of the selection are those that pipeline.lock.json names, from the
 * cache. Runs nothing. Where anything differs from the lock or is not in the cache, nothing is restored, and every
 * such action fails with what differs.
 * @throws PipelineError when the lock cannot be read, or keys cannot be computed
 */
export function verifyFrozen(
  graph: Graph,
  { select, only, jobs }: Pick<RunOptions, 'select' | 'only' | 'jobs'>,
  sink: EventSink,
): Promise<RunSummary> {
  const verify = async (session: Session): Promise<RunSummary> => {
    const startedMs = performance.now();
    const chosen = select ?? only;
    const comparison = await compareWithLock(session, chosen);
    const wanted = new Set(chosen ?? graph.actions.keys());
    const found = await assessResults(session, wanted, comparison);
    const report = new Report(session, sink, startedMs);
    report.start([...wanted, ...found.findings.map(({ action }) => action)], jobs);
    for (const id of graph.actions.keys()) {
      const finding = found.findings.find(({ action }) => action === id);
      const assessment = found.assessments.get(id);
      if (finding !== undefined) report.fail(finding);
      else if (assessment !== undefined) {
        await settle(session, id, assessment, report, found.findings.length === 0);
      }
    }
    for (const finding of found.findings) if (!graph.actions.has(finding.action)) report.fail(finding);
    return report.finish();
  };
  return withSession(graph, verify, { inUse: true });
}

interface Found {
  readonly findings: readonly FrozenFinding[];
  readonly assessments: ReadonlyMap<ActionId, Settled>;
}

type Settled = Exclude<Assessment, { state: 'execute' }>;

/** What the cache has of the selection: each result must be there, and be the one that the lock names. */
async function assessResults(
  session: Session,
  wanted: ReadonlySet<ActionId>,
  { findings, keyed, locked }: KeyComparison,
): Promise<Found> {
  const differing = new Set(findings.map(({ action }) => action));
  const assessments = new Map<ActionId, Settled>();
  const missing: FrozenFinding[] = [];
  for (const id of wanted) {
    const action = keyed.get(id);
    if (action === undefined || differing.has(id)) continue;
    const assessment = await assessAction(session, action, { force: false, keepEdits: false });
    const finding =
      assessment.state === 'execute'
        ? { code: 'LOCK_NOT_CACHED', message: describeMissing(assessment.reason) }
        : findOtherOutputs(assessment, locked.get(id)!);
    if (finding !== undefined) missing.push({ action: id, ...finding });
    else if (assessment.state !== 'execute') assessments.set(id, assessment);
  }
  return { findings: [...findings, ...missing], assessments };
}

/** Its key is the lock's, so nothing it depends on changed: the cache does not have it, or has it damaged. */
function describeMissing(reason: string): string {
  return reason.startsWith('cache damaged') ? reason : 'its result is not in the cache';
}

function findOtherOutputs(
  { result }: Settled,
  { outputs }: LockedAction,
): { code: string; message: string } | undefined {
  const names = [...new Set([...Object.keys(outputs), ...Object.keys(result.outputs)])].filter(
    (name) => outputs[name] !== result.outputs[name],
  );
  if (names.length === 0) return undefined;
  return {
    code: 'LOCK_OUTPUT_DIFFERS',
    message: `the cache has other bytes for ${names.join(', ')} than pipeline.lock.json`,
  };
}

/** @param mayRestore nothing else is wrong */
async function settle(
  session: Session,
  id: ActionId,
  assessment: Settled,
  report: Report,
  mayRestore: boolean,
): Promise<void> {
  if (assessment.state === 'up-to-date') return report.pass(id, 'up-to-date', assessment.reason);
  if (!mayRestore)
    return report.pass(id, 'skipped', 'nothing is restored while anything differs from the lock');
  try {
    await restoreUnderLock(session, id, assessment.outputs, assessment.loadRecord());
  } catch (error) {
    if (!(error instanceof DamagedBlobError || error instanceof DamagedRecordError)) throw error;
    return report.fail({ action: id, code: error.code, message: error.message });
  }
  return report.pass(id, 'restored', assessment.reason);
}

/** Tells the renderers what they know from other runs. */
class Report {
  readonly #session: Session;
  readonly #sink: EventSink;
  readonly #startedMs: number;
  readonly #counts = new OutcomeCounts();

  constructor(session: Session, sink: EventSink, startedMs: number) {
    this.#session = session;
    this.#sink = sink;
    this.#startedMs = startedMs;
  }

  start(ids: readonly ActionId[], jobs: number): void {
    const actions = new Map<string, number>();
    for (const id of new Set(ids)) actions.set(this.#stageOf(id), (actions.get(this.#stageOf(id)) ?? 0) + 1);
    this.#sink({
      type: 'run-started',
      stages: [...actions].map(([name, count]) => ({ name, actions: count })),
      jobs,
      profile: this.#session.graph.profile,
    });
  }

  pass(id: ActionId, outcome: Outcome, reason: string): void {
    this.#finish(id, outcome, reason);
  }

  fail({ action, code, message }: FrozenFinding): void {
    this.#finish(action, 'failed', message, { code, message, logTail: [] });
  }

  finish(): RunSummary {
    const totals = this.#counts.totals;
    const durationMs = Math.round(performance.now() - this.#startedMs);
    const ok = totals.failed === 0 && totals.skipped === 0;
    const summary = { type: 'run-finished', ok, interrupted: false, ...totals, durationMs } as const;
    this.#sink(summary);
    return summary;
  }

  #finish(
    id: ActionId,
    outcome: Outcome,
    reason: string,
    error?: Extract<RunEvent, { type: 'action-finished' }>['error'],
  ): void {
    this.#counts.add(outcome);
    const common = {
      type: 'action-finished',
      action: id,
      stage: this.#stageOf(id),
      outcome,
      reason,
    } as const;
    this.#sink({ ...common, durationMs: 0, ...(error === undefined ? {} : { error }) });
  }

  /** An action that only the lock has is named after its stage all the same. */
  #stageOf(id: ActionId): string {
    return this.#session.graph.actions.get(id)?.stage ?? id.split('/', 1)[0]!;
  }
}
