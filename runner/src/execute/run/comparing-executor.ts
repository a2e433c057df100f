import { join } from 'node:path';
import { scanTree } from '../../hash/scan-tree.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import type { executeBatch } from '../executors/local-executor.ts';
import { stageBatch, stageMembers } from '../executors/stage-batch.ts';
import type { ActionResult, Session } from '../session/session.ts';
import { treeOf } from '../session/settle-action.ts';

/** What came of executing an action again. */
export interface Repetition {
  /** A line for each file that differs: its path, and how. */
  readonly differences: readonly string[];
}

/**
 * Makes what stands in for executeBatch in a check: it runs a batch into a scratch folder, compares, throws the outputs
 * away and gives the recorded results.
 * @param repetitions gets an entry for each action that was executed
 */
export function createRepeater(
  records: ReadonlyMap<ActionId, ActionRecord>,
  repetitions: Map<ActionId, Repetition>,
): typeof executeBatch {
  return async (batch, lease, context) => {
    const { session } = context;
    const folder = session.store.makeScratchFolder();
    const members = stageMembers(batch, join(folder, 'output'));
    const places = { members, logPath: join(folder, 'log'), checkpointDir: join(folder, 'checkpoint') };
    await stageBatch(batch, lease, context, places);
    const results = new Map<ActionId, ActionResult>();
    for (const [index, { action, keyDigest }] of batch.entries()) {
      const record = records.get(action.id);
      if (record === undefined) throw new Error(`${action.id} has no record to compare with.`);
      const differences: string[] = [];
      for (const output of action.outputs) {
        const fresh = members[index]?.outputs[output] ?? '';
        differences.push(...(await compareOutput(session, record, output, fresh)));
      }
      repetitions.set(action.id, { differences });
      const digests = action.outputs.map((output) => [output, treeOf(record, output).digest]);
      results.set(action.id, { keyDigest, outputs: Object.fromEntries(digests) });
    }
    session.store.removeScratchFolder(folder);
    return results;
  };
}

async function compareOutput(
  session: Session,
  record: ActionRecord,
  output: string,
  fresh: string,
): Promise<string[]> {
  const tree = treeOf(record, output);
  const now = await scanTree(fresh);
  if (now.digest === tree.digest) return [];
  // Only where something differs are the recorded bytes needed.
  const recorded = `${session.store.makeScratchFolder()}/${output}`;
  await session.store.restore(record.action, output, tree, recorded);
  const { compareFolders } = await import('../../compare/compare-folders.ts');
  const files = await compareFolders(recorded, fresh);
  if (files.length === 0) return [`${output}: a file's mode or an empty folder differs`];
  return files.map(({ path, summary }) => `${output}/${path}: ${summary}`);
}
