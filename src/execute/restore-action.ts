import type { ActionId } from '../pipeline/model.ts';
import type { ActionRecord } from '../store/action-record.ts';
import { treeOf } from './assess-action.ts';
import { clearWay } from './clear-way.ts';
import type { Session } from './session.ts';

/**
 * Copies outputs from the cache to their places among the artifacts, every byte checked.
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
    await session.store.restore(id, output, treeOf(record, output), session.artifactFolder(id, output));
  }
}
