import type { Mutex } from '../../base/mutex/mutex.ts';
import type { Store } from '../../store/store.ts';
import type { KeyedAction } from './compute-key.ts';

/**
 * Holds the mutexes of some actions while `use` runs, so that no two runs on one cache execute the same action at the same
 * time. Mutexes are taken in sorted order: two runs that want the same ones cannot wait for each other.
 * @param stop ends the waiting
 */
export async function withActionMutexes<R>(
  store: Store,
  actions: readonly Pick<KeyedAction, 'keyDigest'>[],
  stop: AbortSignal | undefined,
  use: () => Promise<R>,
): Promise<R> {
  const mutexes: Mutex[] = [];
  try {
    for (const keyDigest of actions.map((action) => action.keyDigest).sort())
      mutexes.push(await store.acquireMutex(keyDigest, stop === undefined ? {} : { signal: stop }));
    return await use();
  } finally {
    for (const mutex of mutexes) mutex.release();
  }
}
