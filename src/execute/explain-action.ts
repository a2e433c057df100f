import type { ActionKey } from '../hash/action-key.ts';
import type { ActionId, Graph } from '../pipeline/model.ts';
import { withUpstream } from '../pipeline/upstream.ts';
import type { ActionRecord } from '../store/action-record.ts';
import { assessAction } from './assess-action.ts';
import { describeChanges, type KeyChange } from './describe-change.ts';
import type { PlannedState } from './options.ts';
import { upstreamActions } from './priorities.ts';
import { type Session, withSession } from './session.ts';

export interface Explanation {
  readonly action: ActionId;
  readonly state: PlannedState;
  readonly reason: string;
  /** How its key differs from that of its last result. */
  readonly changes: readonly KeyChange[];
  /** Its key now; undefined while an action it reads from has to run first. */
  readonly key?: ActionKey;
  /** The record of its last result; undefined when it never ran, or the record is gone. */
  readonly record?: ActionRecord;
}

/** Answers "why would this action run, or not", from its key and the key stored with its last result. */
export function explainAction(graph: Graph, id: ActionId): Promise<Explanation> {
  return withSession(graph, async (session) => {
    const record = session.lastResults.find(id);
    const known = record === undefined ? {} : { record };
    const waitsFor = await settleUpstream(session, graph, id);
    if (waitsFor.length > 0) {
      const reason = `depends on ${waitsFor.join(', ')}, which has to run first`;
      return {
        action: id,
        state: record === undefined ? 'execute' : 'depends',
        reason,
        changes: [],
        ...known,
      };
    }
    const keyed = await session.computeKey(session.action(id));
    const changes =
      record === undefined
        ? []
        : describeChanges({ key: record.key, modules: record.modules ?? {}, sources: record.sources }, keyed);
    const { state, reason } = await assessAction(session, keyed, { force: false, keepEdits: false });
    return { action: id, state, reason, changes, key: keyed.key, ...known };
  });
}

/** Computes the results of everything upstream of an action. @returns its direct inputs that have none */
async function settleUpstream(session: Session, graph: Graph, id: ActionId): Promise<ActionId[]> {
  for (const upstream of withUpstream(graph, [id])) {
    const action = session.action(upstream);
    if (upstream === id || [...upstreamActions(action)].some((one) => !session.results.has(one))) continue;
    const assessment = await assessAction(session, await session.computeKey(action), {
      force: false,
      keepEdits: false,
    });
    if (assessment.state !== 'execute') session.results.set(upstream, assessment.result);
  }
  return [...upstreamActions(session.action(id))].filter((one) => !session.results.has(one));
}
