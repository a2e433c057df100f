import type { Lock } from '../../store/lock.ts';
import type { Store } from '../../store/store.ts';
import type { KeyedAction } from './compute-key.ts';

/**
 * Holds the locks of some keys while `use` runs, so that no two runs on one cache execute the same action at the same
 * time. They are taken in sorted order: two runs that want the same several keys cannot wait for each other.
 */
export async function withActionLocks<R>(
  store: Store,
  actions: readonly Pick<KeyedAction, 'keyDigest'>[],
  signal: AbortSignal | undefined,
  use: () => Promise<R>,
): Promise<R> {
  const locks: Lock[] = [];
  try {
    for (const keyDigest of actions.map((keyed) => keyed.keyDigest).sort())
      locks.push(await store.lock(keyDigest, signal === undefined ? {} : { signal }));
    return await use();
  } finally {
    for (const lock of locks) lock.release();
  }
}
