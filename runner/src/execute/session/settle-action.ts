import type { Digest } from '../../base/digest.ts';
import { scanTree } from '../../hash/scan-tree.ts';
import type { ActionRecord, Tree } from '../../store/action-record.ts';
import type { Placement } from '../../store/check-placed.ts';
import { DamagedRecordError } from '../../store/errors.ts';
import type { RunOptions } from '../options.ts';
import type { KeyedAction } from './compute-key.ts';
import { describeChanges } from './describe-change.ts';
import { detailsOf, type KeyChange } from './key-details.ts';
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
  const lastKey = session.store.index.action(id)?.key;
  const found = session.store.findResult(id, keyed.keyDigest);
  if (found.status === 'missing') return mustExecute(session, keyed);
  if (found.status === 'damaged') return mustHeal(`its cached record ${found.why}`);
  try {
    return await assessArtifacts(session, keyed, found, keepEdits, lastKey);
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
  const { record, goneKey } = session.lastResults.lookUp(keyed.action.id);
  if (goneKey === keyed.keyDigest)
    return { state: 'execute', reason: 'its result is no longer in the cache', changes: [] };
  if (record === undefined) return { state: 'execute', reason: reasonWithoutRecord(goneKey), changes: [] };
  const changes = describeChanges(detailsOf(record), keyed);
  const texts = changes.map(({ text }) => text).join('; ');
  const since = goneKey === undefined ? '' : 'the record of its last result is gone; since an older one: ';
  return { state: 'execute', reason: since + (texts || 'its result is no longer in the cache'), changes };
}

/** Why an action runs that has no record at all. @param goneKey key of its last result, if it ever had one */
export function reasonWithoutRecord(goneKey: Digest | undefined): string {
  return goneKey === undefined ? 'never ran' : 'ran before, but the record of its last result is gone';
}

interface FoundResult {
  readonly outputs: ActionResult['outputs'];
  readonly loadRecord: () => ActionRecord;
}

async function assessArtifacts(
  session: Session,
  keyed: KeyedAction,
  found: FoundResult,
  keepEdits: boolean,
  lastKey: Digest | undefined,
): Promise<Assessment> {
  const { action, keyDigest } = keyed;
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
  // Of an earlier result the artifacts are not in place because another result was last, not because somebody edited them.
  const earlier = describeReturn(session, lastKey, keyed);
  if (missing.length === 0) {
    const why = notes.length === 0 ? 'nothing it depends on changed' : notes.join('; ');
    return { state: 'up-to-date', reason: earlier ?? why, result };
  }
  return {
    state: 'restore',
    reason: earlier ?? notes.join('; '),
    result,
    outputs: missing,
    loadRecord: found.loadRecord,
  };
}

/** In words, how an action came back to a result that is in the cache but is not its last one; undefined when it is. */
function describeReturn(
  session: Session,
  lastKey: Digest | undefined,
  keyed: KeyedAction,
): string | undefined {
  if (lastKey === undefined || lastKey === keyed.keyDigest) return undefined;
  const last = session.lastResults.read(lastKey);
  const changes = last === undefined ? [] : describeChanges(detailsOf(last), keyed);
  const since = changes.length === 0 ? '' : `: ${changes.map(({ text }) => text).join('; ')}`;
  return `the cache has this result${since}`;
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
