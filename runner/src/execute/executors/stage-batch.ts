import { mkdirSync, rmSync } from 'node:fs';
import type { CommandLine } from '../../pipeline/command-line.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import { ActionError, ActionInterrupted, inputChangedError } from '../errors.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import { describeInputs, verifyInputs } from '../session/input-folders.ts';
import type { Session } from '../session/session.ts';
import { runCommand } from '../worker/run-command.ts';
import type { WorkerResult } from '../worker/worker-process.ts';
import type { BatchMember, BatchSetting, StagedPlaces } from './batch-setting.ts';
import type { Batch } from './executor.ts';
import { runProgram } from './run-program.ts';
import { Secrets } from './secrets.ts';

/** Gives each output of a batch a folder whose path begins with `staging`; nothing is there yet. */
export function stageMembers(batch: Batch, staging: string): BatchMember[] {
  return batch.map(({ action: { axes, params, outputs } }, index) => {
    const folders = outputs.map((output) => [output, `${staging}-${index}-${output}`]);
    return { axes, params, outputs: Object.fromEntries(folders) };
  });
}

/**
 * Runs a batch into its staged folders, and keeps nothing of it.
 * @throws ActionError, ActionInterrupted
 */
export async function stageBatch(
  batch: Batch,
  setting: BatchSetting,
  places: StagedPlaces,
): Promise<WorkerResult> {
  const { id, retries, passEnv = [] } = batch[0].action;
  const secrets = new Secrets(passEnv);
  try {
    const ran = await retry(id, retries, setting, async () => {
      for (const { outputs } of places.members) emptyFolders(Object.values(outputs));
      try {
        return batch[0].action.commandLine === undefined
          ? await runProgram(batch, setting, places)
          : await runShellLine(batch[0].action, batch[0].action.commandLine, setting, places);
      } catch (error) {
        throw secrets.maskError(error);
      }
    });
    await verifyUnchanged(setting.session, batch[0]);
    return secrets.maskResult(ran);
  } finally {
    secrets.maskFile(places.logPath);
  }
}

async function runShellLine(
  action: Action,
  command: CommandLine,
  { session, lease, signals }: BatchSetting,
  { members, logPath }: StagedPlaces,
): Promise<WorkerResult> {
  const inputs = Object.entries(describeInputs(session, action)).map(([name, folders]) => [
    name,
    folders.map(({ path }) => path),
  ]);
  await runCommand({
    action: action.id,
    command,
    folders: { input: Object.fromEntries(inputs), output: members[0]?.outputs ?? {} },
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
  { listener, signals }: BatchSetting,
  attempt: () => Promise<R>,
): Promise<R> {
  for (let failures = 0; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ActionError) || failures >= retries) throw error;
      if (signals.stop.aborted) throw new ActionInterrupted(id);
      failures += 1;
      listener.onRetry(failures + 1, error);
    }
  }
}

/** A result that was made from something that changed meanwhile fits no key. */
async function verifyUnchanged(session: Session, { action, key }: KeyedAction): Promise<void> {
  await verifyInputs(session, action);
  if (action.files.length === 0) return;
  const files = await session.sources.filesNow(action);
  const changed = Object.keys({ ...key.files, ...files }).filter((path) => key.files?.[path] !== files[path]);
  if (changed.length > 0) throw inputChangedError(action.id, changed.join(', '));
}

function emptyFolders(folders: readonly string[]): void {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
}
