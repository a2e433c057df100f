import type { ActionId } from '../pipeline/model.ts';
import type { ActionRecord } from '../store/action-record.ts';
import { treeOf } from './assess-action.ts';
import { ActionError } from './errors.ts';
import { withActionLocks } from './lock-actions.ts';
import { upstreamActions } from './priorities.ts';
import { restoreAction } from './restore-action.ts';
import type { Session } from './session.ts';

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
    await withActionLocks(session.store, [record], undefined, () =>
      restoreAction(session, id, outputs, record),
    );
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
  const notInPlace: string[] = [];
  for (const output of outputs) {
    const tree = treeOf(record, output);
    const folder = session.artifactFolder(id, output);
    const placement = await session.store.checkPlaced(id, output, folder, tree.digest, () => tree);
    if (placement.state !== 'in-place') notInPlace.push(output);
  }
  session.results.set(id, {
    keyDigest: record.keyDigest,
    outputs: Object.fromEntries(outputs.map((output) => [output, treeOf(record, output).digest])),
  });
  return { id, record, outputs: notInPlace };
}
