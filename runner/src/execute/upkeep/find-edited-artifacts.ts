import { join } from 'node:path';
import type { Digest } from '../../base/digest.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { ActionRecord, Tree } from '../../store/action-record.ts';
import { checkPlaced } from '../../store/check-placed.ts';
import { listRecords } from '../../store/measure-store.ts';
import type { Session } from '../session/session.ts';

/** An artifact that is in place and is not what any result of its action in the cache says. */
export interface EditedArtifact {
  /** Relative to the pipeline's folder. */
  readonly path: string;
  readonly action: ActionId;
  readonly output: string;
  /** `model.bin (changed)`. */
  readonly differences: readonly string[];
}

/**
 * Reads every artifact of the pipeline and compares it with the cache, whatever its stamps say: this also finds what an
 * up-to-date run cannot see, a disk that gives other bytes than were written. Artifacts that are not there, and those
 * of actions without a result in the cache, are no edits.
 */
export async function findEditedArtifacts(session: Session): Promise<EditedArtifact[]> {
  const records = groupRecords(session);
  const edited: EditedArtifact[] = [];
  for (const { id, outputs } of session.graph.actions.values()) {
    for (const output of outputs) {
      const trees = listTrees(records.get(id) ?? [], output, session.store.index.action(id)?.key);
      const folder = session.artifactFolder(id, output);
      const differences = findObstacle(session, id) ?? (await findDifferences(folder, trees));
      if (differences !== undefined)
        edited.push({ path: join('artifacts', id, output), action: id, output, differences });
    }
  }
  return edited;
}

function groupRecords({ graph, store }: Session): Map<ActionId, ActionRecord[]> {
  const records = new Map<ActionId, ActionRecord[]>();
  for (const keyDigest of listRecords(store.folders)) {
    const found = store.readRecord(keyDigest);
    if (found.status !== 'found' || !graph.actions.has(found.record.action)) continue;
    const known = records.get(found.record.action);
    if (known === undefined) records.set(found.record.action, [found.record]);
    else known.push(found.record);
  }
  return records;
}

/** The trees an output may have, that of the last run first: what is edited is compared with it. */
function listTrees(records: readonly ActionRecord[], output: string, last: Digest | undefined): Tree[] {
  return records
    .toSorted((a, b) => Number(b.keyDigest === last) - Number(a.keyDigest === last))
    .map(({ outputs }) => outputs[output])
    .filter((tree) => tree !== undefined);
}

/** What is no folder, on the way to an action's artifacts; through a link they look like being in place. */
function findObstacle({ artifactsDir }: Session, id: ActionId): readonly string[] | undefined {
  const names = id.split('/');
  const paths = names.map((_, depth) => names.slice(0, depth + 1).join('/'));
  const obstacle = paths.find((path) => lstatIfAny(join(artifactsDir, path))?.isDirectory() === false);
  return obstacle === undefined ? undefined : [`artifacts/${obstacle} is not a folder`];
}

/** Undefined: the artifact is one of these trees, or not there. */
async function findDifferences(
  folder: string,
  trees: readonly Tree[],
): Promise<readonly string[] | undefined> {
  let first: readonly string[] | undefined;
  for (const tree of trees) {
    const placement = await checkPlaced(folder, tree.digest, undefined, () => tree);
    if (placement.state !== 'edited') return undefined;
    first ??= placement.differences;
  }
  return first;
}
