import type { Digest } from '../../base/digest.ts';
import { scanTree } from '../../hash/scan-tree.ts';
import type { Tree } from '../../hash/tree.ts';
import type { Action } from '../../pipeline/model.ts';
import type { InputFolder } from '../../stage-api/context.ts';
import { DamagedRecordError } from '../../store/errors.ts';
import { inputChangedError } from '../errors.ts';
import type { Session } from './session.ts';

/** Input name → the folders it consists of, with where each came from. */
export function describeInputs(session: Session, action: Action): Record<string, InputFolder[]> {
  return Object.fromEntries(
    action.inputs.map((input) => [
      input.name,
      input.sources.map((source) => ({
        path: session.artifactFolder(source.action, source.output),
        axes: source.axes,
        action: source.action,
        digest: session.resultOf(source.action)?.outputs[source.output] ?? '',
      })),
    ]),
  );
}

/** @throws ActionError INPUT_CHANGED when an artifact that was read is not what it was */
export async function verifyInputs(session: Session, action: Action): Promise<void> {
  for (const { name, sources } of action.inputs) {
    for (const { action: id, output } of sources) {
      const wanted = session.resultOf(id)?.outputs[output];
      const folder = session.artifactFolder(id, output);
      if (wanted !== undefined && (await isInPlace(session, id, output, folder, wanted))) continue;
      throw inputChangedError(action.id, `Its input ${name} (${folder})`);
    }
  }
}

async function isInPlace(
  session: Session,
  id: string,
  output: string,
  folder: string,
  wanted: Digest,
): Promise<boolean> {
  const { store } = session;
  if (store.index.placed(id, output, wanted) !== undefined) {
    const tree = (): Tree => {
      const found = session.lastResults.find(id)?.outputs[output];
      if (found?.digest === wanted) return found;
      throw new DamagedRecordError(wanted, 'is gone');
    };
    try {
      return (await store.checkPlaced(id, output, folder, wanted, tree)).state === 'in-place';
    } catch (error) {
      if (!(error instanceof DamagedRecordError)) throw error;
    }
  }
  // Kept edits are in no record, and the record may be gone by now. Then only the content can be compared.
  return (await scanTree(folder, { statCache: store.index.statCache })).digest === wanted;
}
