import { closeSync, openSync } from 'node:fs';
import { $ } from 'zx';
import type { ActionId } from '../pipeline/model.ts';
import { ActionError, ActionInterrupted } from './errors.ts';
import type { RunSignals } from './options.ts';
import { killGroup } from './process-group.ts';
import { onAbort } from './worker-process.ts';

export interface CommandTask {
  readonly action: ActionId;
  /** Shell line with `${input.NAME}` and `${output.NAME}` in it. */
  readonly command: string;
  readonly folders: { readonly input: Readonly<Record<string, string>>; readonly output: Readonly<Record<string, string>> };
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logPath: string;
  readonly timeoutMs: number | undefined;
  readonly signals: RunSignals;
}

const FOLDER_TEMPLATE = /\$\{(input|output)\.([^}]+)\}/g;

/**
 * Runs a shell line through zx, in a process group of its own; what it prints goes to the log file.
 * @throws ActionError COMMAND_FAILED, ACTION_TIMEOUT; ActionInterrupted after a stop (a command cannot save a checkpoint)
 */
export async function runCommand(task: CommandTask): Promise<void> {
  const { pieces, folders } = splitTemplate(task);
  const logFd = openSync(task.logPath, 'a');
  const cleanups: (() => void)[] = [() => closeSync(logFd)];
  let timedOut = false;
  try {
    const shell = $({
      cwd: task.cwd,
      env: task.environment,
      stdio: ['ignore', logFd, logFd],
      detached: true,
      nothrow: true,
      quiet: true,
    });
    const running = shell(Object.assign(pieces, { raw: pieces }) as unknown as TemplateStringsArray, ...folders);
    const pid = running.pid;
    onAbort(task.signals.stop, () => killGroup(pid, 'SIGTERM'), cleanups);
    onAbort(task.signals.kill, () => killGroup(pid, 'SIGKILL'), cleanups);
    if (task.timeoutMs !== undefined) {
      const timer = setTimeout(() => {
        timedOut = true;
        killGroup(pid, 'SIGKILL');
      }, task.timeoutMs);
      cleanups.push(() => clearTimeout(timer));
    }
    const { exitCode, signal } = await running;
    if (exitCode === 0 && !timedOut) return;
    if (task.signals.stop.aborted) throw new ActionInterrupted(task.action);
    if (timedOut) {
      throw new ActionError('ACTION_TIMEOUT', task.action, `It took longer than its timeoutMs of ${task.timeoutMs} and was killed.`, {
        hint: "Raise 'timeoutMs' of the stage in pipeline.json, or give it less to do.",
      });
    }
    const how = signal === null ? `exit code ${exitCode}` : `signal ${signal}`;
    throw new ActionError('COMMAND_FAILED', task.action, `The command ended with ${how}.`);
  } finally {
    for (const cleanup of cleanups.reverse()) cleanup();
  }
}

/** The command as the pieces and arguments of a zx template, which quotes the arguments. */
function splitTemplate(task: CommandTask): { pieces: string[]; folders: string[] } {
  const pieces: string[] = [];
  const folders: string[] = [];
  let end = 0;
  for (const match of task.command.matchAll(FOLDER_TEMPLATE)) {
    const [text, kind, name] = match as unknown as [string, 'input' | 'output', string];
    const folder = task.folders[kind][name];
    // The loader checks names, so this is a fault of ours.
    if (folder === undefined) throw new Error(`No ${kind} '${name}' for the command of ${task.action}.`);
    pieces.push(task.command.slice(end, match.index));
    folders.push(folder);
    end = match.index + text.length;
  }
  pieces.push(task.command.slice(end));
  return { pieces, folders };
}
