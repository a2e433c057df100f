import { relative } from 'node:path';
import type { Digest } from '../../base/digest.ts';
import type { ActionKey } from '../../hash/action-key.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { withUpstream } from '../../pipeline/upstream.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import { PLAIN_RUN } from '../options.ts';
import { type PlannedState, planActions } from '../plan/plan-actions.ts';
import { type Session, withSession } from '../session/session.ts';
import { type Failure, findLastFailure } from './last-failure.ts';
import { explainLastRun, type LastRun } from './last-run.ts';
import { findRootCauses, type RootCause } from './root-causes.ts';
import { ChangeTracer, type TracedChange } from './trace-changes.ts';
import { PlanTracer } from './trace-plan.ts';

export interface Explanation {
  readonly action: ActionId;
  /** What a run would do with it now. */
  readonly state: PlannedState;
  readonly reason: string;
  /** The actions it reads from that would execute first. */
  readonly dependsOn: readonly ActionId[];
  /** `record-gone`: it ran here, but the record of its last result is no longer there. */
  readonly history: 'never-ran' | 'record-gone' | 'known';
  /** How its key differs from that of its last result, each input traced to what changed it. */
  readonly changes: readonly TracedChange[];
  /** Where those changes begin: at a parameter, module, package, file, or action. */
  readonly rootCauses: readonly RootCause[];
  /** Its key now; undefined while an action it reads from has to run first. */
  readonly key?: ActionKey;
  readonly keyDigest?: Digest;
  /** The record of the result for that key, or else of its last result. */
  readonly record?: ActionRecord;
  /** Why the run that made `record` executed it. */
  readonly lastRun?: LastRun & { readonly rootCauses: readonly RootCause[] };
  /** Its last attempt, if that failed. */
  readonly failure?: Failure;
  /** The log of the last attempt, relative to the pipeline's folder. */
  readonly log?: string;
}

/** Answers "why would this action run, or not" and "why did it last run", from stored keys. Changes nothing on disk. */
export function explainAction(graph: Graph, id: ActionId): Promise<Explanation> {
  return withSession(graph, (session) => explain(session, id), { readOnly: true });
}

async function explain(session: Session, id: ActionId): Promise<Explanation> {
  const planned = await planActions(session, new Set(withUpstream(session.graph, [id])), PLAIN_RUN);
  const entry = planned.get(id);
  if (entry === undefined) throw new Error(`No plan for ${id}.`);
  const tracer = new ChangeTracer(session.lastResults);
  const { record: last, goneKey } = session.lastResults.lookUp(id);
  const changes = await new PlanTracer(session, planned, tracer).trace(entry);
  const now = entry.keyed === undefined ? undefined : session.lastResults.read(entry.keyed.keyDigest);
  const record = now ?? last;
  const failure = ['up-to-date', 'restore'].includes(entry.state) ? undefined : findLastFailure(session, id);
  const log = locateLog(session, record, failure);
  return {
    action: id,
    state: entry.state,
    reason: entry.reason,
    dependsOn: entry.dependsOn,
    history: goneKey !== undefined ? 'record-gone' : record === undefined ? 'never-ran' : 'known',
    changes,
    rootCauses: findRootCauses(id, changes),
    ...(entry.keyed === undefined ? {} : { key: entry.keyed.key, keyDigest: entry.keyed.keyDigest }),
    ...(record === undefined ? {} : { record, lastRun: explainRecord(session, tracer, record) }),
    ...(failure === undefined ? {} : { failure }),
    ...(log === undefined ? {} : { log }),
  };
}

function explainRecord(
  session: Session,
  tracer: ChangeTracer,
  record: ActionRecord,
): NonNullable<Explanation['lastRun']> {
  const lastRun = explainLastRun(session.lastResults, tracer, record);
  return { ...lastRun, rootCauses: findRootCauses(record.action, lastRun.changes) };
}

function locateLog(
  session: Session,
  record: ActionRecord | undefined,
  failure: Failure | undefined,
): string | undefined {
  const ofResult = record === undefined ? undefined : session.store.blobs.path(record.log);
  const path = failure?.logPath ?? ofResult;
  return path === undefined ? undefined : relative(session.graph.baseDir, path);
}
