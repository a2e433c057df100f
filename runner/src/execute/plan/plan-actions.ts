import { digestBytes } from '../../base/digest.ts';
import { PipelineError } from '../../base/errors.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import { type DamagedBlobError, DamagedRecordError } from '../../store/errors.ts';
import { isForced, type PlannedAction, type RunOptions } from '../options.ts';
import { upstreamActions } from '../run/priorities.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import type { Session } from '../session/session.ts';
import {
  type Assessment,
  assessAction,
  mustHeal,
  reasonWithoutRecord,
  treeOf,
} from '../session/settle-action.ts';
import { shorten } from '../session/shorten.ts';

/** A planned action with what its state was decided from. */
export interface PlanEntry extends PlannedAction {
  /** Undefined while its key is not known: of state `depends`, and where an upstream action has to run first. */
  readonly keyed?: KeyedAction;
}

/**
 * Decides for each of the actions, in the order given (topological), what a run would do. Changes nothing on disk. The
 * session gets the results of those that need not run.
 */
export async function planActions(
  session: Session,
  wanted: ReadonlySet<ActionId>,
  options: RunOptions,
): Promise<Map<ActionId, PlanEntry>> {
  const planned = new Map<ActionId, PlanEntry>();
  for (const id of wanted) planned.set(id, await planAction(session, session.action(id), planned, options));
  return planned;
}

async function planAction(
  session: Session,
  action: Action,
  planned: ReadonlyMap<ActionId, PlanEntry>,
  options: RunOptions,
): Promise<PlanEntry> {
  const { id } = action;
  const upstream = [...upstreamActions(action)];
  const broken = upstream.find((one) => ['fail', 'skip'].includes(planned.get(one)?.state ?? ''));
  if (broken !== undefined) return skip(id, broken, planned.get(broken)?.state === 'fail');
  const dependsOn = upstream.filter((one) => willRun(planned.get(one)));
  const force = isForced(options, id);
  try {
    if (dependsOn.length > 0) {
      // Whatever its inputs will be: what is missing now will be missing then.
      await session.computeKey(action, () => digestBytes(''));
      return planDependent(session, id, force, dependsOn);
    }
    const keyed = await session.computeKey(action);
    const assessment = await foreseeDamage(
      session,
      id,
      await assessAction(session, keyed, { ...options, force }),
    );
    if (assessment.state !== 'execute') session.results.set(id, assessment.result);
    return { action: id, state: assessment.state, reason: assessment.reason, dependsOn, keyed };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { action: id, state: 'fail', reason: error.message, dependsOn };
  }
}

function skip(id: ActionId, cause: ActionId, failed: boolean): PlanEntry {
  const reason = `its input ${cause} ${failed ? 'failed' : 'was skipped'}`;
  return { action: id, state: 'skip', reason, dependsOn: [] };
}

/** Its key is not known yet; but what is forced, or has no result whatever its key, runs in any case. */
function planDependent(
  session: Session,
  id: ActionId,
  force: boolean,
  dependsOn: readonly ActionId[],
): PlanEntry {
  if (force) return { action: id, state: 'execute', reason: 'forced', dependsOn };
  const { record, goneKey } = session.lastResults.lookUp(id);
  if (record === undefined)
    return { action: id, state: 'execute', reason: reasonWithoutRecord(goneKey), dependsOn };
  return { action: id, state: 'depends', reason: `depends on ${shorten(dependsOn, 1)}`, dependsOn };
}

/** What cannot be restored because the cache's copy is damaged runs again. */
async function foreseeDamage(session: Session, id: ActionId, assessment: Assessment): Promise<Assessment> {
  if (assessment.state !== 'restore') return assessment;
  try {
    const record = assessment.loadRecord();
    const damage = await findTreeDamage(session, id, assessment.outputs, record);
    return damage === undefined ? assessment : mustHeal(damage.message);
  } catch (error) {
    if (error instanceof DamagedRecordError) return mustHeal(error.message);
    throw error;
  }
}

/** What restoring outputs would run into, without restoring or removing anything. */
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

function willRun(planned: PlannedAction | undefined): boolean {
  return planned?.state === 'execute' || planned?.state === 'depends';
}
