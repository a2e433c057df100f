import { getOwn } from '../../base/own-property.ts';
import type { LockedAction } from '../../lockfile/lock-file.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import type { EventSink, Outcome, RunSummary } from '../events.ts';
import type { RunOptions } from '../options.ts';
import { OutcomeReport } from '../outcome-report.ts';
import { withActionMutexes } from '../session/hold-mutexes.ts';
import { lookUpResult, type Settled } from '../session/look-up-result.ts';
import { readSummaries } from '../session/read-summaries.ts';
import { reasons } from '../session/reasons.ts';
import { tryRestore } from '../session/restore-action.ts';
import { type Session, withSession } from '../session/session.ts';
import { compareWithLock, type KeyComparison, type LockFinding } from './check-lock.ts';

type FrozenFinding = Omit<LockFinding, 'code' | 'changes'> & { readonly code: string };

/** What became of an action of a frozen run. */
interface Verdict {
  readonly outcome: Outcome;
  readonly reason: string;
  /** The error code of a failed action. */
  readonly code?: string;
}

/**
 * `run --frozen`: makes the artifacts of the selection those that pipeline.lock.json names, from the cache. Runs nothing. If
 * anything differs from the lock or is not in the cache, nothing is restored, and every such action fails with what differs.
 * @throws PipelineError when the lock cannot be read, or keys cannot be computed
 */
export function verifyFrozen(
  graph: Graph,
  { select, only, jobs }: Pick<RunOptions, 'select' | 'only' | 'jobs'>,
  sink: EventSink,
): Promise<RunSummary> {
  const verify = async (session: Session): Promise<RunSummary> => {
    const report = new OutcomeReport(sink);
    const chosen = select ?? only;
    const comparison = await compareWithLock(session, chosen);
    const wanted = new Set(chosen ?? graph.actions.keys());
    const { findings, results } = await lookUpResults(session, wanted, comparison);
    const reported = new Set([...wanted, ...findings.keys()]);
    report.runStarted({ stages: countStages(graph, reported), jobs, profile: graph.profile });
    const tell = (id: ActionId, { outcome, reason, code }: Verdict): void => {
      const error = code === undefined ? {} : { error: { code, message: reason, logTail: [] } };
      report.actionFinished({
        action: id,
        stage: stageOf(graph, id),
        outcome,
        reason,
        durationMs: 0,
        ...error,
      });
    };
    // Actions that only the lock has come last.
    for (const id of new Set([...graph.actions.keys(), ...reported])) {
      const finding = findings.get(id);
      const result = results.get(id);
      if (finding !== undefined) tell(id, toFailure(finding));
      else if (result !== undefined) tell(id, await placeResult(session, result, findings.size === 0));
    }
    const summaries = findings.size === 0 ? readSummaries(session, wanted) : [];
    const summary = report.summarize(false);
    return report.runFinished(summaries.length === 0 ? summary : { ...summary, summaries });
  };
  return withSession(graph, verify, { inUse: true });
}

interface Found {
  readonly findings: ReadonlyMap<ActionId, FrozenFinding>;
  readonly results: ReadonlyMap<ActionId, Settled>;
}

/** What the cache has of the selection: each result must be there, and be the one that the lock names. */
async function lookUpResults(
  session: Session,
  wanted: ReadonlySet<ActionId>,
  { findings: differing, keyed, locked }: KeyComparison,
): Promise<Found> {
  const findings = new Map<ActionId, FrozenFinding>(differing.map((finding) => [finding.action, finding]));
  const results = new Map<ActionId, Settled>();
  for (const id of wanted) {
    const action = keyed.get(id);
    if (action === undefined || findings.has(id)) continue;
    const found = await lookUpResult(session, action, { artifacts: 'restore-edits' });
    if (found.state === 'execute') {
      // Its key is the lock's, so nothing that it depends on changed.
      const message = found.isDamaged ? found.reason : reasons.notInCache;
      findings.set(id, { action: id, code: 'LOCK_NOT_CACHED', message });
      continue;
    }
    const message = describeOtherOutputs(found, locked.get(id)!);
    if (message === undefined) results.set(id, found);
    else findings.set(id, { action: id, code: 'LOCK_OUTPUT_DIFFERS', message });
  }
  return { findings, results };
}

function describeOtherOutputs({ result }: Settled, { outputs }: LockedAction): string | undefined {
  const names = [...new Set([...Object.keys(outputs), ...Object.keys(result.outputs)])].filter(
    (name) => getOwn(outputs, name) !== getOwn(result.outputs, name),
  );
  if (names.length === 0) return undefined;
  return `the cache has other bytes for ${names.join(', ')} than pipeline.lock.json`;
}

/** @param mayRestore nothing else is wrong */
async function placeResult(session: Session, found: Settled, mayRestore: boolean): Promise<Verdict> {
  const { action, keyed, reason, notInPlace, loadRecord } = found;
  if (notInPlace.length === 0) return { outcome: 'up-to-date', reason };
  if (!mayRestore) return { outcome: 'skipped', reason: reasons.restoreWithheld };
  const damage = await withActionMutexes(session.store, [keyed], undefined, () =>
    tryRestore(session, action.id, notInPlace, loadRecord),
  );
  return damage === undefined ? { outcome: 'restored', reason } : toFailure(damage);
}

function toFailure({ code, message }: Pick<FrozenFinding, 'code' | 'message'>): Verdict {
  return { outcome: 'failed', reason: message, code };
}

function countStages(graph: Graph, ids: ReadonlySet<ActionId>): { name: string; actions: number }[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(stageOf(graph, id), (counts.get(stageOf(graph, id)) ?? 0) + 1);
  return [...counts].map(([name, actions]) => ({ name, actions }));
}

/** An action that only the lock has is counted with its stage too. */
function stageOf({ actions }: Graph, id: ActionId): string {
  return actions.get(id)?.stage ?? id.split('/', 1)[0]!;
}
