import { getOwn } from '../../base/own-property.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { upstreamActions } from '../../pipeline/upstream.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import { ActionError } from '../errors.ts';
import { findOutputsNotInPlace } from '../session/restore-action.ts';
import { resultOfRecord, type Session } from '../session/session.ts';

/** A result that `--only` reads from. */
export interface TakenResult {
  readonly id: ActionId;
  readonly record: ActionRecord;
  /** Outputs that are not among the artifacts as the record has them. */
  readonly notInPlace: readonly string[];
}

/**
 * For `--only`: the session adopts the last results of what these actions read, whether or not they are up to date. Changes
 * nothing on disk.
 * @throws ActionError INPUT_MISSING when one has no result in the cache
 */
export async function takeLastResults(session: Session, only: ReadonlySet<ActionId>): Promise<TakenResult[]> {
  const taken: TakenResult[] = [];
  for (const id of only) {
    for (const upstream of upstreamActions(session.action(id))) {
      if (only.has(upstream) || session.resultOf(upstream) !== undefined) continue;
      taken.push(await takeLastResult(session, upstream, id));
    }
  }
  return taken;
}

async function takeLastResult(session: Session, id: ActionId, neededFor: ActionId): Promise<TakenResult> {
  const record = session.lastResults.find(id);
  const { outputs } = session.action(id);
  if (record === undefined || outputs.some((output) => getOwn(record.outputs, output) === undefined)) {
    const message = `${neededFor} needs the result of ${id}, which is not in the cache.`;
    throw new ActionError('INPUT_MISSING', neededFor, message, {
      hint: `Run it first: npx pipeline run ${id}`,
    });
  }
  const notInPlace = await findOutputsNotInPlace(session, id, outputs, record);
  session.adopt(id, resultOfRecord(record));
  return { id, record, notInPlace };
}
