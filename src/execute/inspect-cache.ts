import type { Graph } from '../pipeline/model.ts';
import { takeClockMark } from '../store/garbage/clock-mark.ts';
import { measureStore, type StoreSize } from '../store/measure-store.ts';
import { repairStore } from '../store/repair-store.ts';
import { type Verification, verifyStore } from '../store/verify-store.ts';
import { withCollectorLock } from './collect-cache-garbage.ts';
import { withSession } from './session.ts';

export interface CacheVerification extends Verification {
  /** The cache folder; the findings' paths are relative to it. */
  readonly cacheDir: string;
  readonly repaired: boolean;
}

interface VerifyOptions {
  /** Remove what is damaged, so that the next run makes it again. Safe beside running pipelines. */
  readonly repair: boolean;
  /** Called when another process holds the lock that is needed. */
  readonly onWait?: () => void;
}

/** Reads the whole cache of a pipeline and names every file that is not as it was written. */
export function verifyCache(graph: Graph, { repair, onWait }: VerifyOptions): Promise<CacheVerification> {
  return withSession(graph, async ({ store }) => {
    const cacheDir = store.folders.root;
    if (!repair) return { ...(await verifyStore(store.folders)), cacheDir, repaired: false };
    return withCollectorLock(store, onWait, async () => {
      const markNs = await takeClockMark(store.scratch);
      const verification = await verifyStore(store.folders);
      const repaired = verification.findings.length > 0;
      if (repaired) repairStore(store, verification.findings, markNs);
      return { ...verification, cacheDir, repaired };
    });
  });
}

/** How much the cache of a pipeline holds, by stage. */
export function measureCache(graph: Graph): Promise<StoreSize & { readonly cacheDir: string }> {
  return withSession(graph, async ({ store: { folders } }) => ({
    ...measureStore(folders),
    cacheDir: folders.root,
  }));
}
