import type { Graph } from '../pipeline/model.ts';
import { measureStore, type StoreSize } from '../store/measure-store.ts';
import { repairStore, type Verification, verifyStore } from '../store/verify-store.ts';
import { clearWay } from './clear-way.ts';
import { type EditedArtifact, findEditedArtifacts } from './find-edited-artifacts.ts';
import { withSession } from './session.ts';

export interface CacheVerification extends Verification {
  /** The cache folder; the findings' paths are relative to it. */
  readonly cacheDir: string;
  readonly repaired: boolean;
  /** Artifacts that differ from the cache; repairing leaves them to the next run, which restores them. */
  readonly edited: readonly EditedArtifact[];
}

/**
 * Reads the whole cache of a pipeline and all its artifacts, and names every file that is not as it was written.
 * @param options.repair removes what is damaged in the cache, so that the next run makes it again, and has the next run
 *   look at edited artifacts even where their stamps are as they were
 */
export function verifyCache(graph: Graph, { repair }: { repair: boolean }): Promise<CacheVerification> {
  return withSession(graph, async (session) => {
    const { folders, index } = session.store;
    const verification = await verifyStore(folders);
    const edited = await findEditedArtifacts(session);
    const repaired = repair && verification.findings.length > 0;
    if (repaired) repairStore(folders, verification.findings);
    for (const { action, output } of repair ? edited : []) {
      index.forgetPlaced(action, output);
      clearWay(session.artifactsDir, action);
    }
    return { ...verification, cacheDir: folders.root, repaired, edited };
  });
}

/** How much the cache of a pipeline holds, by stage. */
export function measureCache(graph: Graph): Promise<StoreSize & { readonly cacheDir: string }> {
  return withSession(graph, async ({ store: { folders } }) => ({
    ...measureStore(folders),
    cacheDir: folders.root,
  }));
}
