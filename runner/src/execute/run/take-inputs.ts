import type { ActionId } from '../../pipeline/model.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import { ActionError } from '../errors.ts';
import { findOutputsNotInPlace, restoreUnderLock } from '../session/restore-action.ts';
import type { Session } from '../session/session.ts';
import { treeOf } from '../session/settle-action.ts';
import { upstreamActions } from './priorities.ts';

/** A result that `--only` reads from: what of it is not among the artifacts. */
interface TakenResult {
  readonly id: ActionId;
  readonly record: ActionRecord;
  readonly outputs: readonly string[];
}

/**
 * For `--only`: takes the last results of what these actions read as they are, stale or not. Changes nothing on disk.
 * @throws ActionError INPUT_MISSING when one has no result in the cache
 */
export async function takeLastResults(session: Session, only: ReadonlySet<ActionId>): Promise<TakenResult[]> {
  const taken: TakenResult[] = [];
  for (const id of only) {
    for (const upstream of upstreamActions(session.action(id))) {
      if (only.has(upstream) || session.results.has(upstream)) continue;
      taken.push(await takeLastResult(session, upstream, id));
    }
  }
  return taken;
}

/** As takeLastResults, and sees to it that their artifacts are in place. @throws DamagedBlobError */
export async function takeInputs(session: Session, only: ReadonlySet<ActionId>): Promise<void> {
  for (const { id, record, outputs } of await takeLastResults(session, only))
    await restoreUnderLock(session, id, outputs, record);
}

async function takeLastResult(session: Session, id: ActionId, neededFor: ActionId): Promise<TakenResult> {
  const record = session.lastResults.find(id);
  const { outputs } = session.action(id);
  if (record === undefined || outputs.some((output) => record.outputs[output] === undefined)) {
    throw new ActionError(
      'INPUT_MISSING',
      neededFor,
      `${neededFor} needs the result of ${id}, which is not in the cache.`,
      {
        hint: `Run it first: pipeline run ${id}`,
      },
    );
  }
  const notInPlace = await findOutputsNotInPlace(session, id, outputs, record);
  session.results.set(id, {
    keyDigest: record.keyDigest,
    outputs: Object.fromEntries(outputs.map((output) => [output, treeOf(record, output).digest])),
  });
  return { id, record, outputs: notInPlace };
}
