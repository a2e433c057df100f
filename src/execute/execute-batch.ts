import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonicalJson } from '../hash/canonical-json.ts';
import { type Digest, digestBytes } from '../hash/digest.ts';
import { FileChangedError, UnsupportedFileError } from '../hash/errors.ts';
import { lstatIfAny } from '../hash/stat-if-any.ts';
import type { ActionId } from '../pipeline/model.ts';
import { StoreIoError } from '../store/errors.ts';
import { removeFailedLog } from '../store/failed-logs.ts';
import type { SavedOutput } from '../store/save-output.ts';
import type { Batch, BatchMember, ExecutionContext } from './batch.ts';
import { clearWay } from './clear-way.ts';
import type { KeyedAction } from './compute-key.ts';
import { ActionError, ActionInterrupted, inputChangedError } from './errors.ts';
import { explainFullDisk } from './explain-full-disk.ts';
import { gpuEnvironment } from './gpus.ts';
import { describeInputs, verifyInputs } from './input-folders.ts';
import { runCommand } from './run-command.ts';
import { runProgram } from './run-program.ts';
import type { Lease } from './scheduler.ts';
import type { ActionResult, Session } from './session.ts';
import type { WorkerResult } from './worker-process.ts';

/**
 * Runs a batch and makes its results findable, in this order: outputs into the cache, record, artifacts in place. Until
 * the record is written nothing of it can be restored.
 * @returns action → result
 * @throws ActionError, ActionInterrupted, StoreIoError
 */
export async function executeBatch(
  batch: Batch,
  lease: Lease,
  context: ExecutionContext,
): Promise<ReadonlyMap<ActionId, ActionResult>> {
  const { session } = context;
  const staging = session.newStagingPath();
  const members = stageMembers(batch, staging);
  const logPath = `${staging}.log`;
  const checkpointDir = session.store.checkpointFolder(checkpointNameOf(batch));
  const startedAt = new Date();
  const startedMs = performance.now();
  try {
    const ran = await stageBatch(batch, lease, context, { members, logPath, checkpointDir });
    const log = session.store.blobs.putBytes(existsSync(logPath) ? readFileSync(logPath) : '');
    const durationMs = Math.round((performance.now() - startedMs) / batch.length);
    const results = new Map<ActionId, ActionResult>();
    for (const [index, keyed] of batch.entries()) {
      const staged = members[index]?.outputs ?? {};
      results.set(
        keyed.action.id,
        await commit(context, keyed, staged, { ...ran, log, durationMs, startedAt }),
      );
    }
    session.store.removeCheckpoint(checkpointNameOf(batch));
    return results;
  } catch (error) {
    keepFailedLogs(session, batch, logPath);
    throw explainFullDisk(error, dirname(staging));
  } finally {
    removeStaged([logPath, ...members.flatMap(({ outputs }) => Object.values(outputs))]);
  }
}

/** Where a batch runs. */
export interface StagePlaces {
  readonly members: readonly BatchMember[];
  readonly logPath: string;
  readonly checkpointDir: string;
}

/** Gives each output of a batch a folder whose path begins with `staging`; nothing is there yet. */
export function stageMembers(batch: Batch, staging: string): BatchMember[] {
  return batch.map(({ action }, index) => makeMember(`${staging}-${index}`, action));
}

/**
 * Runs a batch into its staged folders, and keeps nothing of it.
 * @throws ActionError, ActionInterrupted
 */
export async function stageBatch(
  batch: Batch,
  lease: Lease,
  context: ExecutionContext,
  places: StagePlaces,
): Promise<WorkerResult> {
  const { id, retries } = batch[0].action;
  const ran = await retry(id, retries, context, async () => {
    for (const { outputs } of places.members) emptyFolders(Object.values(outputs));
    return runOnce(batch, places, lease, context);
  });
  await verifyUnchanged(context.session, batch[0]);
  return ran;
}

async function runOnce(
  batch: Batch,
  { members, logPath, checkpointDir }: StagePlaces,
  lease: Lease,
  context: ExecutionContext,
): Promise<WorkerResult> {
  const { session, signals } = context;
  const { action } = batch[0];
  if (action.command === undefined) {
    return runProgram({
      ...context,
      batch,
      members,
      logPath,
      lease,
      checkpointDir,
    });
  }
  const inputs = describeInputs(session, action);
  await runCommand({
    action: action.id,
    command: action.command,
    folders: {
      input: Object.fromEntries(
        Object.entries(inputs).map(([name, folders]) => [name, folders.map(({ path }) => path)]),
      ),
      output: members[0]?.outputs ?? {},
    },
    environment: { ...session.environmentOf(action), ...gpuEnvironment(session.gpuIds, lease) },
    cwd: session.graph.baseDir,
    logPath,
    timeoutMs: action.timeoutMs,
    signals,
  });
  return { peakMemoryMiB: 0, provenance: {} };
}

async function retry<R>(
  id: ActionId,
  retries: number,
  { onRetry, signals }: ExecutionContext,
  attempt: () => Promise<R>,
): Promise<R> {
  for (let failures = 0; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ActionError) || failures >= retries) throw error;
      if (signals.stop.aborted) throw new ActionInterrupted(id);
      failures += 1;
      onRetry(failures + 1, error);
    }
  }
}

/** A result made from something that changed meanwhile belongs to no key. */
async function verifyUnchanged(session: Session, { action, key }: KeyedAction): Promise<void> {
  await verifyInputs(session, action);
  if (action.files.length === 0) return;
  const files = await session.digestFilesNow(action);
  const changed = Object.keys({ ...key.files, ...files }).filter((path) => key.files?.[path] !== files[path]);
  if (changed.length > 0) throw inputChangedError(action.id, changed.join(', '));
}

interface CommitFacts extends WorkerResult {
  readonly log: Digest;
  readonly durationMs: number;
  readonly startedAt: Date;
}

async function commit(
  { session, onNotice }: ExecutionContext,
  { action, key, keyDigest, modules, dependencies, sources }: KeyedAction,
  staged: Readonly<Record<string, string>>,
  facts: CommitFacts,
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

/** Outputs in which a result differs from the one that its key had before: forced, or made again because the cache was damaged. */
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

function makeMember(staging: string, action: KeyedAction['action']): BatchMember {
  const outputs = Object.fromEntries(action.outputs.map((output) => [output, `${staging}-${output}`]));
  return { axes: action.axes, params: action.params, outputs };
}

function emptyFolders(folders: readonly string[]): void {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
}

/** Another set of missing actions is other work, so its checkpoints are apart. */
function checkpointNameOf(batch: Batch): Digest {
  const [only, ...others] = batch.map(({ keyDigest }) => keyDigest);
  return others.length === 0 ? (only as Digest) : digestBytes(canonicalJson([only, ...others] as string[]));
}

/** The action's own trouble is what counts: a disk too full for the log must not take its place. */
function keepFailedLogs(session: Session, batch: Batch, logPath: string): void {
  if (!existsSync(logPath)) return;
  const log = readFileSync(logPath);
  for (const { action } of batch) {
    try {
      session.store.keepFailedLog(action.id, log);
    } catch (error) {
      if (!(error instanceof StoreIoError)) throw error;
    }
  }
}

/** What cannot be removed now is swept when this process has ended; the result does not depend on it. */
function removeStaged(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    }
  }
}
