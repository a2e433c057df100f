import type { Graph } from '../../pipeline/model.ts';
import { takeClockMark } from '../../store/garbage/clock-mark.ts';
import { measureStore, type StoreSize } from '../../store/measure-store.ts';
import { repairStore } from '../../store/repair-store.ts';
import { type Verification, verifyStore } from '../../store/verify-store.ts';
import { clearWay } from '../session/clear-way.ts';
import { withSession } from '../session/session.ts';
import { withCollectorMutex } from './collect-cache-garbage.ts';
import { type EditedArtifact, findEditedArtifacts } from './find-edited-artifacts.ts';

export interface CacheVerification extends Verification {
  /** The cache folder; the findings' paths are relative to it. */
  readonly cacheDir: string;
  readonly repaired: boolean;
  /** Artifacts that differ from the cache. A repair leaves them to the next run, which restores them. */
  readonly edited: readonly EditedArtifact[];
}

interface VerifyOptions {
  /**
   * Remove what is damaged in the cache, so that the next run makes it again, and let the next run look at edited artifacts even
   * if their stamps are as they were. Safe beside running pipelines.
   */
  readonly repair: boolean;
  /** Called when another process holds the mutex that is needed. */
  readonly onWait?: () => void;
}

/** Reads the whole cache of a pipeline and all its artifacts, and names every file that is not as it was written. */
export function verifyCache(graph: Graph, { repair, onWait }: VerifyOptions): Promise<CacheVerification> {
  return withSession(graph, async (session) => {
    const { store } = session;
    const cacheDir = store.folders.root;
    if (!repair) {
      const verification = await verifyStore(store.folders);
      return { ...verification, cacheDir, repaired: false, edited: await findEditedArtifacts(session) };
    }
    return withCollectorMutex(store, onWait, async () => {
      const markNs = await takeClockMark(store.scratch);
      const verification = await verifyStore(store.folders);
      const edited = await findEditedArtifacts(session);
      const repaired = verification.findings.length > 0;
      if (repaired) repairStore(store, verification.findings, markNs);
      for (const { action, output } of edited) {
        store.index.forgetPlaced(action, output);
        clearWay(session.artifactsDir, action);
      }
      return { ...verification, cacheDir, repaired, edited };
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
