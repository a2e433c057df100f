import { scanTree } from '../hash/scan-tree.ts';
import type { ActionRecord, Tree } from '../store/action-record.ts';
import type { Placement } from '../store/check-placed.ts';
import { DamagedRecordError } from '../store/errors.ts';
import type { KeyedAction } from './compute-key.ts';
import { describeChanges, type KeyChange } from './describe-change.ts';
import type { RunOptions } from './options.ts';
import type { ActionResult, Session } from './session.ts';

export type Assessment =
  | { readonly state: 'up-to-date'; readonly reason: string; readonly result: ActionResult }
  | {
      readonly state: 'restore';
      readonly reason: string;
      readonly result: ActionResult;
      /** Outputs whose artifacts are not in place. */
      readonly outputs: readonly string[];
      readonly loadRecord: () => ActionRecord;
    }
  | { readonly state: 'execute'; readonly reason: string; readonly changes: readonly KeyChange[] };

/**
 * Decides what a run has to do for an action, and says why where the decision is made. Changes nothing.
 * @param force execute it even where the cache has its result
 */
export async function assessAction(
  session: Session,
  keyed: KeyedAction,
  { force, keepEdits }: Pick<RunOptions, 'force' | 'keepEdits'>,
): Promise<Assessment> {
  if (force) return { state: 'execute', reason: 'forced', changes: [] };
  const { id } = keyed.action;
  const found = session.store.findResult(id, keyed.keyDigest);
  if (found.status === 'missing') return mustExecute(session, keyed);
  if (found.status === 'damaged') return mustHeal(`its cached record ${found.why}`);
  try {
    return await assessArtifacts(session, keyed, found, keepEdits);
  } catch (error) {
    if (error instanceof DamagedRecordError) return mustHeal(error.message);
    throw error;
  }
}

/** An action that has to run because the cache's copy of its result is damaged. */
export function mustHeal(why: string): Extract<Assessment, { state: 'execute' }> {
  return { state: 'execute', reason: `cache damaged: ${why}`, changes: [] };
}

/** An action whose key has no result: in words, what is different from the last time. */
function mustExecute(session: Session, keyed: KeyedAction): Extract<Assessment, { state: 'execute' }> {
  const last = session.lastResults.find(keyed.action.id);
  if (last === undefined) return { state: 'execute', reason: 'never ran', changes: [] };
  const changes = describeChanges(
    { key: last.key, modules: last.modules ?? {}, sources: last.sources },
    keyed,
  );
  const reason =
    changes.length === 0
      ? 'its result is no longer in the cache'
      : changes.map(({ text }) => text).join('; ');
  return { state: 'execute', reason, changes };
}

interface FoundResult {
  readonly outputs: ActionResult['outputs'];
  readonly loadRecord: () => ActionRecord;
}

async function assessArtifacts(
  session: Session,
  { action, keyDigest }: KeyedAction,
  found: FoundResult,
  keepEdits: boolean,
): Promise<Assessment> {
  const outputs: Record<string, Tree['digest']> = { ...found.outputs };
  const missing: string[] = [];
  const notes: string[] = [];
  for (const output of action.outputs) {
    const folder = session.artifactFolder(action.id, output);
    const placement = await session.store.checkPlaced(
      action.id,
      output,
      folder,
      digestOf(found, output),
      () => treeOf(found.loadRecord(), output),
    );
    if (placement.state === 'in-place') continue;
    if (placement.state === 'edited' && keepEdits) {
      outputs[output] = (await scanTree(folder, { statCache: session.store.index.statCache })).digest;
      notes.push(`edits kept in ${output}`);
      continue;
    }
    missing.push(output);
    notes.push(describePlacement(output, placement));
  }
  const result = { keyDigest, outputs };
  if (missing.length === 0) {
    return {
      state: 'up-to-date',
      reason: notes.length === 0 ? 'nothing it depends on changed' : notes.join('; '),
      result,
    };
  }
  return {
    state: 'restore',
    reason: notes.join('; '),
    result,
    outputs: missing,
    loadRecord: found.loadRecord,
  };
}

function describePlacement(output: string, placement: Exclude<Placement, { state: 'in-place' }>): string {
  if (placement.state === 'missing') return `artifact ${output} was not in place`;
  return `artifact ${output} was edited: ${placement.differences.slice(0, 3).join(', ')}`;
}

function digestOf(found: FoundResult, output: string): Tree['digest'] {
  const digest = found.outputs[output];
  if (digest === undefined) throw new Error(`The record has no output '${output}', though its key names it.`);
  return digest;
}

/** An output's tree in a record; the key covers the names of the outputs, so it is there. */
export function treeOf(record: ActionRecord, output: string): Tree {
  const tree = record.outputs[output];
  if (tree === undefined) throw new DamagedRecordError(record.keyDigest, `has no output '${output}'`);
  return tree;
}
