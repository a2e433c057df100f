import { mkdirSync, rmSync } from 'node:fs';
import type { ActionId } from '../../pipeline/model.ts';
import { ActionError, ActionInterrupted, inputChangedError } from '../errors.ts';
import type { Lease } from '../run/scheduler.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import { describeInputs, verifyInputs } from '../session/input-folders.ts';
import type { Session } from '../session/session.ts';
import { runCommand } from '../worker/run-command.ts';
import type { WorkerResult } from '../worker/worker-process.ts';
import type { Batch, BatchMember, ExecutionContext } from './batch.ts';
import { runProgram } from './run-program.ts';

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
    environment: session.environmentOf(action, lease),
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
  const files = await session.sources.filesNow(action);
  const changed = Object.keys({ ...key.files, ...files }).filter((path) => key.files?.[path] !== files[path]);
  if (changed.length > 0) throw inputChangedError(action.id, changed.join(', '));
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
