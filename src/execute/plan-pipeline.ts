import type { Action, ActionId, Graph } from '../pipeline/model.ts';
import { assessAction } from './assess-action.ts';
import { isForced, type PlannedAction, type RunOptions } from './options.ts';
import { upstreamActions } from './priorities.ts';
import { takeInputs, wantedActions } from './run-pipeline.ts';
import { type Session, withSession } from './session.ts';

/**
 * Says what a run with these options would do, in topological order, and does nothing. An action downstream of one
 * that will execute is `depends`: its key is known only once that one's output is, and may turn out to be unchanged.
 * @throws PipelineError as runPipeline does
 */
export function planPipeline(graph: Graph, options: RunOptions): Promise<PlannedAction[]> {
  return withSession(graph, async (session) => {
    const wanted = wantedActions(graph, options);
    if (options.only !== undefined) await takeInputs(session, wanted);
    const planned = new Map<ActionId, PlannedAction>();
    for (const id of wanted) planned.set(id, await planAction(session, session.action(id), planned, options));
    return [...planned.values()];
  });
}

async function planAction(
  session: Session,
  action: Action,
  planned: ReadonlyMap<ActionId, PlannedAction>,
  options: RunOptions,
): Promise<PlannedAction> {
  const { id } = action;
  const force = isForced(options, id);
  const dependsOn = [...upstreamActions(action)].filter((upstream) => willRun(planned.get(upstream)));
  if (dependsOn.length > 0) {
    if (force) return { action: id, state: 'execute', reason: 'forced', dependsOn };
    if (session.lastResults.find(id) === undefined)
      return { action: id, state: 'execute', reason: 'never ran', dependsOn };
    return { action: id, state: 'depends', reason: `depends on ${shorten(dependsOn)}`, dependsOn };
  }
  const keyed = await session.computeKey(action);
  const assessment = await assessAction(session, keyed, { ...options, force });
  if (assessment.state !== 'execute') session.results.set(id, assessment.result);
  return { action: id, state: assessment.state, reason: assessment.reason, dependsOn };
}

function willRun(planned: PlannedAction | undefined): boolean {
  return planned?.state === 'execute' || planned?.state === 'depends';
}

function shorten(ids: readonly ActionId[]): string {
  const [first, ...others] = ids;
  return others.length === 0 ? `${first}` : `${first} and ${others.length} more`;
}
