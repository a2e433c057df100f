import { join } from 'node:path';
import type { Digest } from '../../base/digest.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { ActionRecord, Tree } from '../../store/action-record.ts';
import { checkPlaced } from '../../store/check-placed.ts';
import { listRecords } from '../../store/measure-store.ts';
import type { Session } from '../session/session.ts';

/** An artifact that is there and is not the same as any result of its action in the cache. */
export interface EditedArtifact {
  /** Relative to the pipeline's folder. */
  readonly path: string;
  readonly action: ActionId;
  readonly output: string;
  /** `model.bin (changed)`. */
  readonly differences: readonly string[];
}

/**
 * Reads every artifact of the pipeline and compares it with the cache, whatever its stamps say. So it also finds what an
 * up-to-date run cannot see: a disk that gives other bytes than were written. An artifact that is not there, or whose action
 * has no result in the cache, is not edited.
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

/** The trees that an output may have. That of the last result comes first: edits are shown against it. */
function listTrees(records: readonly ActionRecord[], output: string, last: Digest | undefined): Tree[] {
  return records
    .toSorted((a, b) => Number(b.keyDigest === last) - Number(a.keyDigest === last))
    .map(({ outputs }) => outputs[output])
    .filter((tree) => tree !== undefined);
}

/** A file or link in place of a folder above an action's artifacts. Through a link, artifacts seem to be in place. */
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
