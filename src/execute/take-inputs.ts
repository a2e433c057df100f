import type { ActionId } from '../pipeline/model.ts';
import { treeOf } from './assess-action.ts';
import { ActionError } from './errors.ts';
import { withActionLocks } from './lock-actions.ts';
import { restoreAction } from './restore-action.ts';
import type { Session } from './session.ts';

/**
 * For `--only`: takes the last result of an action as it is, stale or not, and sees to it that its artifacts are in place.
 * @throws ActionError INPUT_MISSING when it has no result in the cache
 */
export async function takeLastResult(session: Session, id: ActionId, neededFor: ActionId): Promise<void> {
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
  await withActionLocks(session.store, [record], undefined, () =>
    restoreAction(session, id, outputs, record),
  );
  session.results.set(id, {
    keyDigest: record.keyDigest,
    outputs: Object.fromEntries(outputs.map((output) => [output, treeOf(record, output).digest])),
  });
}
