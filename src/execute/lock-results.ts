import { PipelineError } from '../pipeline/errors.ts';
import type { ActionId, Graph } from '../pipeline/model.ts';
import { upstreamActions } from './priorities.ts';
import { withSession } from './session.ts';
import { assertLockWritable, writeLock } from './write-lock.ts';

/** The lock cannot be written: not every action has a result. */
class UnfinishedError extends PipelineError {
  readonly actions: readonly ActionId[];

  constructor(actions: readonly ActionId[]) {
    const shown = actions.slice(0, 5).join(', ');
    const more = actions.length > 5 ? ` and ${actions.length - 5} more` : '';
    super('LOCK_UNFINISHED', `No present result in the cache: ${shown}${more}`, {
      hint: 'pipeline run makes them, and writes the lock.',
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
    for (const [id, action] of graph.actions) {
      if ([...upstreamActions(action)].some((upstream) => !session.results.has(upstream))) {
        missing.push(id);
        continue;
      }
      const { keyDigest } = await session.computeKey(action);
      const found = session.store.findResult(id, keyDigest);
      if (found.status === 'found') session.results.set(id, { keyDigest, outputs: found.outputs });
      else missing.push(id);
    }
    if (missing.length > 0) throw new UnfinishedError(missing);
    return { actions: graph.actions.size, written: await writeLock(session, new Set(graph.actions.keys())) };
  });
}
