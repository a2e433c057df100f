import type { ActionId, Graph } from '../../pipeline/model.ts';
import { PLAIN_RUN } from '../options.ts';
import { type PlannedAction, type PlannedState, planActions } from '../plan/plan-actions.ts';
import { type Session, withSession } from '../session/session.ts';
import { type Failure, findLastFailure } from './last-failure.ts';
import { type ActionUnderWay, readRunning } from './running-note.ts';

/** Where an action stands: what a run would do with it, unless it runs right now or its last attempt failed. */
export interface ActionStatus extends Omit<PlannedAction, 'state'> {
  readonly state: PlannedState | 'running' | 'failed';
  /** Only in state `running`. */
  readonly running?: ActionUnderWay;
  /** Only in state `failed`. */
  readonly failure?: Failure;
  /** Of states `up-to-date` and `restore`: how long its result took to make. For a member of a batch, its share. */
  readonly durationMs?: number;
}

/** The state of every action, in topological order. Changes nothing on disk. */
export function readStatus(graph: Graph): Promise<ActionStatus[]> {
  return withSession(
    graph,
    async (session) => {
      const planned = await planActions(session, new Set(graph.actions.keys()), PLAIN_RUN);
      const executing = readRunning(session);
      return [...planned.values()].map(({ action, state, reason, dependsOn }): ActionStatus => {
        const running = executing.get(action);
        if (running !== undefined) return { action, state: 'running', reason, dependsOn, running };
        const mustRun = state !== 'up-to-date' && state !== 'restore';
        const failure = mustRun ? findLastFailure(session, action) : undefined;
        if (failure !== undefined) return { action, state: 'failed', reason, dependsOn, failure };
        const durationMs = mustRun ? undefined : findDuration(session, action);
        return { action, state, reason, dependsOn, ...(durationMs === undefined ? {} : { durationMs }) };
      });
    },
    { readOnly: true },
  );
}

/** The index has it for results of this checkout; the record has it for all others. */
function findDuration(session: Session, id: ActionId): number | undefined {
  const result = session.resultOf(id);
  if (result === undefined) return undefined;
  const indexed = session.store.index.action(id);
  if (indexed?.key === result.keyDigest) return indexed.durationMs;
  return session.lastResults.read(result.keyDigest)?.durationMs;
}
