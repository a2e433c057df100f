import { readdirSync } from 'node:fs';
import type { Digest } from '../../base/digest.ts';
import { FileChangedError, UnsupportedFileError } from '../../base/errors.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { removeFailedLog } from '../../store/failed-logs.ts';
import type { SavedOutput } from '../../store/save-output.ts';
import { ActionError } from '../errors.ts';
import { clearWay } from '../session/clear-way.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import type { ActionResult, Session } from '../session/session.ts';
import type { WorkerResult } from '../worker/worker-process.ts';

/** What a record tells in addition to its outputs. */
interface CommitFacts extends WorkerResult {
  readonly log: Digest;
  readonly durationMs: number;
  readonly startedAt: Date;
}

/**
 * Makes an action's result findable: puts its outputs into the cache, writes its record, places its artifacts.
 * @param staged output → the folder that it was written to
 * @throws ActionError OUTPUT_MISSING, OUTPUT_INVALID; StoreIoError
 */
export async function commitAction(
  session: Session,
  { action, key, keyDigest, modules, dependencies, sources }: KeyedAction,
  staged: Readonly<Record<string, string>>,
  facts: CommitFacts,
  onNotice: (message: string) => void,
): Promise<ActionResult> {
  const { store } = session;
  const saved: Record<string, SavedOutput> = {};
  for (const output of action.outputs) {
    saved[output] = await saveOutput(session, action.id, output, staged[output] ?? '');
  }
  const other = findOtherBytes(session, action.id, keyDigest, saved);
  if (other.length > 0) {
    onNotice(
      `${action.id} gave other bytes than the last time with the same key (${other.join(', ')}): it is not deterministic; ` +
        'run --check-determinism shows where',
    );
  }
  store.commit({
    key,
    action: action.id,
    outputs: Object.fromEntries(Object.entries(saved).map(([output, { tree }]) => [output, tree])),
    ...(Object.keys(modules).length === 0 ? {} : { modules }),
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
    sources,
    provenance: {
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      ...facts.provenance,
    },
    startedAt: facts.startedAt.toISOString(),
    durationMs: facts.durationMs,
    peakMemoryMiB: facts.peakMemoryMiB,
    log: facts.log,
  });
  clearWay(session.artifactsDir, action.id);
  for (const [output, tree] of Object.entries(saved)) {
    await store.place(
      action.id,
      output,
      staged[output] ?? '',
      tree,
      session.artifactFolder(action.id, output),
    );
  }
  removeFailedLog(store.folders, action.id);
  return {
    keyDigest,
    outputs: Object.fromEntries(Object.entries(saved).map(([output, { tree }]) => [output, tree.digest])),
  };
}

/** Outputs that differ from the result that the key had before. It ran again because it was forced, or the cache damaged. */
function findOtherBytes(
  session: Session,
  id: ActionId,
  keyDigest: Digest,
  saved: Readonly<Record<string, SavedOutput>>,
): string[] {
  const last = session.store.index.action(id);
  if (last === undefined) return [];
  const record = last.key === keyDigest ? undefined : session.lastResults.read(keyDigest);
  return Object.entries(saved)
    .filter(([output, { tree }]) => {
      const before = last.key === keyDigest ? last.outputs[output] : record?.outputs[output]?.digest;
      return before !== undefined && before !== tree.digest;
    })
    .map(([output]) => output);
}

async function saveOutput(
  session: Session,
  id: ActionId,
  output: string,
  folder: string,
): Promise<SavedOutput> {
  const stat = lstatIfAny(folder);
  if (stat === undefined || (stat.isDirectory() && readdirSync(folder).length === 0)) {
    throw new ActionError(
      'OUTPUT_MISSING',
      id,
      `It ended without an error, but left its output '${output}' empty.`,
      {
        hint: `Have the stage write into outputs.${output} (a command: \${output.${output}}), or take '${output}' out of its outputs.`,
      },
    );
  }
  try {
    return await session.store.saveOutput(folder);
  } catch (error) {
    if (error instanceof UnsupportedFileError || error instanceof FileChangedError) {
      throw new ActionError(
        'OUTPUT_INVALID',
        id,
        `Its output '${output}' cannot be kept: ${error.message}.`,
        {
          ...(error.hint === undefined ? {} : { hint: error.hint }),
          cause: error,
        },
      );
    }
    throw error;
  }
}
