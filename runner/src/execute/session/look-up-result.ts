import { getOwn } from '../../base/own-property.ts';
import { scanTree } from '../../hash/scan-tree.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import { type ActionRecord, treeOf } from '../../store/action-record.ts';
import { DamagedRecordError } from '../../store/errors.ts';
import type { KeyedAction } from './compute-key.ts';
import { describeChanges } from './describe-change.ts';
import { detailsOf, type KeyChange } from './key-details.ts';
import { reasons } from './reasons.ts';
import { findTreeDamage } from './restore-action.ts';
import type { ActionResult, Session } from './session.ts';

export interface LookUpOptions {
  /** Actions that execute whatever the cache has. */
  readonly isForced?: (id: ActionId) => boolean;
  /**
   * Also look at the artifacts: an edited one is to be restored, or its edit kept as the result. Without this the cache
   * alone counts, and the reasons are short.
   */
  readonly artifacts?: 'restore-edits' | 'keep-edits';
  /** Read all that restoring would read, so that damage is known before anything is done. */
  readonly foreseesDamage?: boolean;
}

/** The cache has no result for its key that can be used. */
export interface ToExecute {
  readonly state: 'execute';
  readonly action: Action;
  readonly keyed: KeyedAction;
  readonly reason: string;
  /** There was a result, and it is damaged. */
  readonly isDamaged: boolean;
}

/** The cache has the result for its key. */
export interface Settled {
  readonly state: 'settled';
  readonly action: Action;
  readonly keyed: KeyedAction;
  readonly reason: string;
  readonly result: ActionResult;
  /** Outputs whose artifacts have to be restored; none: the action is up to date. */
  readonly notInPlace: readonly string[];
  /** Reads the record. @throws DamagedRecordError */
  readonly loadRecord: () => ActionRecord;
}

/** The second half of settling: whether the cache has a result for a key, and why not. Changes neither cache nor artifacts. */
export async function lookUpResult(
  session: Session,
  keyed: KeyedAction,
  { isForced, artifacts, foreseesDamage = false }: LookUpOptions,
): Promise<ToExecute | Settled> {
  const { action, keyDigest } = keyed;
  if (isForced?.(action.id)) return toExecute(keyed, reasons.forced);
  const lastKey = session.store.index.action(action.id)?.key;
  const found = session.store.findResult(action.id, keyDigest);
  if (found.status === 'missing')
    return artifacts === undefined ? toExecute(keyed, reasons.noResult) : explainMiss(session, keyed);
  if (found.status === 'damaged') return toHeal(keyed, `its cached record ${found.why}`);
  const { outputs, loadRecord } = found;
  const settled: Settled = {
    state: 'settled',
    action,
    keyed,
    reason: reasons.inCache,
    result: { keyDigest, outputs },
    notInPlace: [],
    loadRecord,
  };
  if (artifacts === undefined) return settled;
  try {
    const placed = await checkArtifacts(session, settled, artifacts === 'keep-edits');
    const damage = foreseesDamage ? await foreseeDamage(session, placed) : undefined;
    if (damage !== undefined) return toHeal(keyed, damage);
    if (lastKey === undefined || lastKey === keyDigest) return placed;
    // Another result was the last one. So its artifacts are not in place, but nobody edited them.
    return { ...placed, reason: reasons.isBack(changesSince(session, lastKey, keyed)) };
  } catch (error) {
    if (error instanceof DamagedRecordError) return toHeal(keyed, error.message);
    throw error;
  }
}

/** @returns what restoring the artifacts would fail on */
async function foreseeDamage(
  session: Session,
  { action, notInPlace, loadRecord }: Settled,
): Promise<string | undefined> {
  if (notInPlace.length === 0) return undefined;
  return (await findTreeDamage(session, action.id, notInPlace, loadRecord()))?.message;
}

function toExecute(keyed: KeyedAction, reason: string): ToExecute {
  return { state: 'execute', action: keyed.action, keyed, reason, isDamaged: false };
}

function toHeal(keyed: KeyedAction, what: string): ToExecute {
  return { ...toExecute(keyed, reasons.damaged(what)), isDamaged: true };
}

/** Compares the key with that of the last result. */
function explainMiss(session: Session, keyed: KeyedAction): ToExecute {
  const { record, goneKey } = session.lastResults.lookUp(keyed.action.id);
  if (goneKey === keyed.keyDigest) return toExecute(keyed, reasons.resultGone);
  if (record === undefined) return toExecute(keyed, reasonWithoutRecord(goneKey));
  const changes = describeChanges(detailsOf(record), keyed);
  const reason = goneKey === undefined ? reasons.changed(changes) : reasons.changedSinceOlder(changes);
  return toExecute(keyed, reason);
}

/** Why an action runs that has no record at all. @param goneKey key of its last result, if it ever had one */
export function reasonWithoutRecord(goneKey: KeyedAction['keyDigest'] | undefined): string {
  return goneKey === undefined ? reasons.neverRan : reasons.historyGone;
}

function changesSince(
  session: Session,
  lastKey: KeyedAction['keyDigest'],
  keyed: KeyedAction,
): readonly KeyChange[] {
  const last = session.lastResults.read(lastKey);
  return last === undefined ? [] : describeChanges(detailsOf(last), keyed);
}

/** Which artifacts are not as the record has them, and with `keepsEdits` what the result is with the edits. */
async function checkArtifacts(session: Session, settled: Settled, keepsEdits: boolean): Promise<Settled> {
  const { action, result, loadRecord } = settled;
  const outputs: Record<string, string> = { ...result.outputs };
  const notInPlace: string[] = [];
  const notes: string[] = [];
  for (const output of action.outputs) {
    const wanted = getOwn(result.outputs, output);
    if (wanted === undefined)
      throw new Error(`The record has no output '${output}', though its key names it.`);
    const folder = session.artifactFolder(action.id, output);
    const placement = await session.store.checkPlaced(action.id, output, folder, wanted, () =>
      treeOf(loadRecord(), output),
    );
    if (placement.state === 'in-place') continue;
    if (placement.state === 'edited' && keepsEdits) {
      outputs[output] = (await scanTree(folder, { statCache: session.store.index.statCache })).digest;
      notes.push(reasons.editsKept(output));
      continue;
    }
    notInPlace.push(output);
    notes.push(
      placement.state === 'missing'
        ? reasons.notInPlace(output)
        : reasons.edited(output, placement.differences),
    );
  }
  return {
    ...settled,
    reason: notes.length === 0 ? reasons.unchanged : notes.join('; '),
    result: { ...result, outputs: outputs as ActionResult['outputs'] },
    notInPlace,
  };
}
