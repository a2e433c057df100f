import type { ActionId } from '../../pipeline/model.ts';
import { type ActionRecord, treeOf } from '../../store/action-record.ts';
import { DamagedBlobError, DamagedRecordError } from '../../store/errors.ts';
import { clearWay } from './clear-way.ts';
import { withActionMutexes } from './hold-mutexes.ts';
import type { Session } from './session.ts';

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

/** What restoring outputs would run into. Restores and removes nothing. */
export async function findTreeDamage(
  session: Session,
  id: ActionId,
  outputs: readonly string[],
  record: ActionRecord,
): Promise<DamagedBlobError | undefined> {
  for (const { digest } of outputs.flatMap((output) => treeOf(record, output).entries)) {
    const damage = await session.store.blobs.findDamage(digest, id);
    if (damage !== undefined) return damage;
  }
  return undefined;
}

/** Takes the action's mutex and restores. @throws DamagedBlobError */
export function restoreWithMutex(
  session: Session,
  id: ActionId,
  outputs: readonly string[],
  record: ActionRecord,
): Promise<void> {
  return withActionMutexes(session.store, [record], undefined, () =>
    restoreAction(session, id, outputs, record),
  );
}

/**
 * Copies outputs from the cache to their places among the artifacts and checks every byte. Those that are in place by now are
 * left alone. Hold the action's mutex: another run may be reading what it has placed.
 * @throws DamagedBlobError when the cache no longer has them as they were
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

/** As restoreAction. @returns the damage because of which the result cannot be restored, or undefined */
export async function tryRestore(
  session: Session,
  id: ActionId,
  outputs: readonly string[],
  loadRecord: () => ActionRecord,
): Promise<DamagedBlobError | DamagedRecordError | undefined> {
  try {
    await restoreAction(session, id, outputs, loadRecord());
    return undefined;
  } catch (error) {
    if (error instanceof DamagedBlobError || error instanceof DamagedRecordError) return error;
    throw error;
  }
}
