import { closeSync, openSync } from 'node:fs';
import type { ActionId } from '../pipeline/model.ts';
import { quoteForShell, scanQuotes } from '../pipeline/shell-quote.ts';
import { ActionError, ActionInterrupted, timeoutError } from './errors.ts';
import type { RunSignals } from './options.ts';
import { killGroup } from './process-group.ts';
import { onAbort } from './worker-process.ts';

export interface CommandTask {
  readonly action: ActionId;
  /** Shell line with `${input.NAME}` and `${output.NAME}` in it. */
  readonly command: string;
  /** Absolute folders; a gathered input has several, which become as many arguments. */
  readonly folders: {
    readonly input: Readonly<Record<string, string | readonly string[]>>;
    readonly output: Readonly<Record<string, string>>;
  };
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logPath: string;
  readonly timeoutMs: number | undefined;
  readonly signals: RunSignals;
}

const FOLDER_TEMPLATE = /\$\{(input|output)\.([^{}]+)\}/g;

/**
 * Runs a shell line through zx, in a process group of its own; what it prints goes to the log file.
 * @throws ActionError COMMAND_FAILED, ACTION_TIMEOUT; ActionInterrupted after a stop (a command cannot save a checkpoint)
 */
export async function runCommand(task: CommandTask): Promise<void> {
  // Loaded when a command runs: a run with nothing to do should not wait for it.
  const { $ } = await import('zx/core');
  const line = [fillFolders(task)];
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
    // Called as a template without arguments: the line is a shell line, quoting is done.
    const running = shell(Object.assign(line, { raw: line }) as unknown as TemplateStringsArray);
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
    if (timedOut) throw timeoutError(task.action, task.timeoutMs);
    const how = signal === null ? `exit code ${exitCode}` : `signal ${signal}`;
    throw new ActionError('COMMAND_FAILED', task.action, `The command ended with ${how}.`);
  } finally {
    for (const cleanup of cleanups.reverse()) cleanup();
  }
}

/** The command with its folders filled in, quoted to fit the quotes around them. */
function fillFolders({ action, command, folders }: CommandTask): string {
  return command.replace(FOLDER_TEMPLATE, (_, kind: 'input' | 'output', name: string, offset: number) => {
    const folder = folders[kind][name];
    // The loader checks names, so this is a fault of ours.
    if (folder === undefined) throw new Error(`No ${kind} '${name}' for the command of ${action}.`);
    const quotes = scanQuotes(command.slice(0, offset));
    return [folder]
      .flat()
      .map((path) => quoteForShell(path, quotes))
      .join(' ');
  });
}
