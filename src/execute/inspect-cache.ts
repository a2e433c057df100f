import type { Graph } from '../pipeline/model.ts';
import { measureStore, type StoreSize } from '../store/measure-store.ts';
import { repairStore, type Verification, verifyStore } from '../store/verify-store.ts';
import { withSession } from './session.ts';

export interface CacheVerification extends Verification {
  /** The cache folder; the findings' paths are relative to it. */
  readonly cacheDir: string;
  readonly repaired: boolean;
}

/**
 * Reads the whole cache of a pipeline and names every file that is not as it was written.
 * @param options.repair removes what is damaged, so that the next run makes it again
 */
export function verifyCache(graph: Graph, { repair }: { repair: boolean }): Promise<CacheVerification> {
  return withSession(graph, async ({ store: { folders } }) => {
    const verification = await verifyStore(folders);
    const repaired = repair && verification.findings.length > 0;
    if (repaired) repairStore(folders, verification.findings);
    return { ...verification, cacheDir: folders.root, repaired };
  });
}

/** How much the cache of a pipeline holds, by stage. */
export function measureCache(graph: Graph): Promise<StoreSize & { readonly cacheDir: string }> {
  return withSession(graph, async ({ store: { folders } }) => ({
    ...measureStore(folders),
    cacheDir: folders.root,
  }));
}
