import { PipelineError } from '../../base/errors.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { withSession } from '../session/session.ts';
import { settleActions } from '../session/settle-action.ts';
import { shorten } from '../session/shorten.ts';
import { assertLockWritable, writeLock } from './write-lock.ts';

/** The lock cannot be written: not every action has a result. */
class UnfinishedError extends PipelineError {
  readonly actions: readonly ActionId[];

  constructor(actions: readonly ActionId[]) {
    super('LOCK_UNFINISHED', `No present result in the cache: ${shorten(actions, 5)}`, {
      hint: 'npx pipeline run makes them, and writes the lock.',
    });
    this.actions = actions;
  }
}

/**
 * Writes pipeline.lock.json from the results that the cache has, running nothing.
 * @returns how many actions it holds, and whether it changed
 * @throws UnfinishedError when an action has no result for its present key, InvalidLockFileError
 */
export function lockResults(graph: Graph): Promise<{ readonly actions: number; readonly written: boolean }> {
  return withSession(graph, async (session) => {
    assertLockWritable(graph.baseDir);
    const missing: ActionId[] = [];
    for await (const settlement of settleActions(session, graph.actions.keys())) {
      if (settlement.state === 'fails') throw settlement.error;
      if (settlement.state !== 'settled') missing.push(settlement.action.id);
    }
    if (missing.length > 0) throw new UnfinishedError(missing);
    return { actions: graph.actions.size, written: await writeLock(session, new Set(graph.actions.keys())) };
  });
}
