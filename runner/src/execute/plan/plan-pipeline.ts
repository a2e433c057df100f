import type { Graph } from '../../pipeline/model.ts';
import type { RunOptions } from '../options.ts';
import { findTreeDamage } from '../session/restore-action.ts';
import { type Session, withSession } from '../session/session.ts';
import { type PlannedAction, planActions } from './plan-actions.ts';
import { type PredictedTime, predictTime } from './predict-time.ts';
import { takeLastResults } from './take-last-results.ts';
import { wantedActions } from './wanted-actions.ts';

/** What a run would do, in topological order, and about how long it would take. */
export interface Plan {
  readonly actions: readonly PlannedAction[];
  readonly time: PredictedTime;
}

/**
 * Says what a run with these options would do, in topological order, and changes nothing on disk. An action downstream of
 * one that will execute is `depends`: its key is known only once that one's output is, and may turn out to be unchanged.
 * @throws PipelineError as runPipeline does
 */
export function planPipeline(graph: Graph, options: RunOptions): Promise<Plan> {
  return withSession(
    graph,
    async (session) => {
      const wanted = wantedActions(graph, options);
      await session.sources.digestPrograms([...wanted].map((id) => session.action(id)));
      if (options.only !== undefined) await checkLastResults(session, wanted);
      const planned = await planActions(session, wanted, options);
      const actions = [...planned.values()].map(({ action, state, reason, dependsOn }) => ({
        action,
        state,
        reason,
        dependsOn,
      }));
      return { actions, time: predictTime(session, actions, options.jobs) };
    },
    { readOnly: true },
  );
}

/** Whether a run with `--only` could take its inputs. @throws ActionError INPUT_MISSING, DamagedBlobError */
async function checkLastResults(session: Session, only: ReadonlySet<string>): Promise<void> {
  for (const { id, record, notInPlace } of await takeLastResults(session, only)) {
    const damage = await findTreeDamage(session, id, notInPlace, record);
    if (damage !== undefined) throw damage;
  }
}
