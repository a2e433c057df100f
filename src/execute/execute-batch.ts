import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../hash/canonical-json.ts';
import { type Digest, digestBytes } from '../hash/digest.ts';
import { FileChangedError, UnsupportedFileError } from '../hash/errors.ts';
import { lstatIfAny } from '../hash/stat-if-any.ts';
import type { ActionId } from '../pipeline/model.ts';
import type { SavedOutput } from '../store/save-output.ts';
import type { Batch, BatchMember, ExecutionContext } from './batch.ts';
import type { KeyedAction } from './compute-key.ts';
import { commandEnvironment } from './environment.ts';
import { ActionError, ActionInterrupted, inputChangedError } from './errors.ts';
import { explainFullDisk } from './explain-full-disk.ts';
import { failedLogPath } from './failed-log.ts';
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
  const leader = batch[0].action;
  const scratch = session.store.makeScratchFolder(session.makeArtifactsDir());
  const logPath = join(scratch, 'log');
  const startedAt = new Date();
  const startedMs = performance.now();
  try {
    const members = batch.map(({ action }, index) => makeMember(join(scratch, String(index)), action));
    const ran = await retry(leader.id, leader.retries, context, async () => {
      for (const member of members) emptyFolders(Object.values(member.outputs));
      return runOnce(batch, members, logPath, lease, context);
    });
    await verifyUnchanged(session, batch[0]);
    const log = session.store.blobs.putBytes(existsSync(logPath) ? readFileSync(logPath) : '');
    const durationMs = Math.round((performance.now() - startedMs) / batch.length);
    const results = new Map<ActionId, ActionResult>();
    for (const [index, keyed] of batch.entries()) {
      const staged = members[index]?.outputs ?? {};
      results.set(
        keyed.action.id,
        await commit(session, keyed, staged, { ...ran, log, durationMs, startedAt }),
      );
    }
    session.store.removeCheckpoint(checkpointNameOf(batch));
    return results;
  } catch (error) {
    keepFailedLogs(session, batch, logPath);
    throw explainFullDisk(error, scratch);
  } finally {
    removeScratch(scratch);
  }
}

async function runOnce(
  batch: Batch,
  members: readonly BatchMember[],
  logPath: string,
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
      checkpointDir: session.store.checkpointFolder(checkpointNameOf(batch)),
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
    environment: { ...commandEnvironment(action.env), ...gpuEnvironment(session.gpuIds, lease) },
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
  session: Session,
  { action, key, keyDigest, modules, sources }: KeyedAction,
  staged: Readonly<Record<string, string>>,
  facts: CommitFacts,
): Promise<ActionResult> {
  const { store } = session;
  const saved: Record<string, SavedOutput> = {};
  for (const output of action.outputs) {
    saved[output] = await saveOutput(session, action.id, output, staged[output] ?? '');
  }
  store.commit({
    key,
    action: action.id,
    outputs: Object.fromEntries(Object.entries(saved).map(([output, { tree }]) => [output, tree])),
    ...(Object.keys(modules).length === 0 ? {} : { modules }),
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
  for (const [output, tree] of Object.entries(saved)) {
    await store.place(
      action.id,
      output,
      staged[output] ?? '',
      tree,
      session.artifactFolder(action.id, output),
    );
  }
  rmSync(failedLogPath(session, action.id), { force: true });
  return {
    keyDigest,
    outputs: Object.fromEntries(Object.entries(saved).map(([output, { tree }]) => [output, tree.digest])),
  };
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

function makeMember(root: string, action: KeyedAction['action']): BatchMember {
  const outputs = Object.fromEntries(action.outputs.map((output) => [output, join(root, output)]));
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
  for (const { action } of batch) {
    const path = failedLogPath(session, action.id);
    try {
      rmSync(path, { force: true });
      if (!existsSync(logPath)) continue;
      mkdirSync(dirname(path), { recursive: true });
      copyFileSync(logPath, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
      rmSync(path, { force: true });
    }
  }
}

/** What cannot be removed now is swept when this process has ended; the result does not depend on it. */
function removeScratch(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  }
}
