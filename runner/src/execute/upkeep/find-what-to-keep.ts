import type { Digest } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';
import { outputDigestsOf } from '../../store/action-record.ts';
import type { Session } from '../session/session.ts';

export interface CurrentResults {
  /** Keys of the results that a run would find in the cache now. */
  readonly keys: ReadonlySet<Digest>;
  /** Why the keys of some actions cannot be computed; each once. */
  readonly problems: readonly string[];
}

/** Walks the graph as a run would, as far as the cache has results. Changes nothing, the index included. */
export async function findCurrentResults(session: Session): Promise<CurrentResults> {
  const keys = new Set<Digest>();
  const problems = new Set<string>();
  for (const [id, action] of session.graph.actions) {
    if (session.findUnsettledInput(action) !== undefined) continue;
    try {
      const { keyDigest } = await session.computeKey(action);
      const found = session.store.readRecord(keyDigest);
      if (found.status !== 'found') continue;
      session.results.set(id, { keyDigest, outputs: outputDigestsOf(found.record) });
      keys.add(keyDigest);
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      problems.add(error.message);
    }
  }
  return { keys, problems: [...problems] };
}
