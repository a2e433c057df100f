import type { ActionId } from '../pipeline/model.ts';
import type { ActionRecord } from '../store/action-record.ts';
import { treeOf } from './assess-action.ts';
import { clearWay } from './clear-way.ts';
import type { Session } from './session.ts';

/**
 * Copies outputs from the cache to their places among the artifacts, every byte checked; those in place by now are left
 * alone. Hold the action's lock: what another run has placed may be in use.
 * @throws DamagedBlobError when the cache does not have them any more as they were
 */
export async function restoreAction(
  session: Session,
  id: ActionId,
  outputs: readonly string[],
  record: ActionRecord,
): Promise<void> {
  clearWay(session.artifactsDir, id);
  for (const output of outputs) {
    const tree = treeOf(record, output);
    const folder = session.artifactFolder(id, output);
    const { state } = await session.store.checkPlaced(id, output, folder, tree.digest, () => tree);
    if (state !== 'in-place') await session.store.restore(id, output, tree, folder);
  }
}
