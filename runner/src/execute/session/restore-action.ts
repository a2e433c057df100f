import type { ActionId } from '../../pipeline/model.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import { clearWay } from './clear-way.ts';
import { withActionLocks } from './hold-mutexes.ts';
import type { Session } from './session.ts';
import { treeOf } from './settle-action.ts';

/** Which of these outputs are not among the artifacts as the record has them. */
export async function findOutputsNotInPlace(
  session: Session,
  id: ActionId,
  outputs: readonly string[],
  record: ActionRecord,
): Promise<string[]> {
  const found: string[] = [];
  for (const output of outputs) {
    const tree = treeOf(record, output);
    const folder = session.artifactFolder(id, output);
    const { state } = await session.store.checkPlaced(id, output, folder, tree.digest, () => tree);
    if (state !== 'in-place') found.push(output);
  }
  return found;
}

/** As restoreAction, while holding the action's lock. @throws DamagedBlobError */
export function restoreUnderLock(
  session: Session,
  id: ActionId,
  outputs: readonly string[],
  record: ActionRecord,
): Promise<void> {
  return withActionLocks(session.store, [record], undefined, () =>
    restoreAction(session, id, outputs, record),
  );
}

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
  for (const output of await findOutputsNotInPlace(session, id, outputs, record)) {
    await session.store.restore(id, output, treeOf(record, output), session.artifactFolder(id, output));
  }
}
