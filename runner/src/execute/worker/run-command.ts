import { closeSync, openSync } from 'node:fs';
import { quoteForShell, scanQuotes } from '../../pipeline/expand/shell-quote.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { ActionError, ActionInterrupted, timeoutError } from '../errors.ts';
import { boundLog } from './bound-log.ts';
import { canGuard, GUARD_FD, GUARD_WORDS, releaseWithChild } from './guard.ts';
import { killGroup } from './process-group.ts';
import { onAbort, type RunSignals } from './run-signals.ts';

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

/** A command writes to its log directly; this often the log's size is looked at. */
const BOUND_LOG_EVERY_MS = 50;

/** zx's own, after the guard: no job that the command's `wait` would wait for, no pipe that it could hold open. */
const PREFIX = `${GUARD_WORDS} disown; exec 3<&- ${GUARD_FD}<&-; set -euo pipefail;`;

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
  const bound = boundLog(task.logPath);
  const bounding = setInterval(bound, BOUND_LOG_EVERY_MS);
  cleanups.push(() => {
    clearInterval(bounding);
    bound();
  });
  let timedOut = false;
  try {
    const shell = $({
      cwd: task.cwd,
      env: task.environment,
      ...(canGuard
        ? { prefix: PREFIX, stdio: ['ignore', logFd, logFd, 'ignore', 'pipe'] as const }
        : { stdio: ['ignore', logFd, logFd] as const }),
      detached: true,
      nothrow: true,
      quiet: true,
    });
    // Called as a template without arguments: the line is a shell line, quoting is done.
    const running = shell(Object.assign(line, { raw: line }) as unknown as TemplateStringsArray);
    const { child, pid } = running;
    if (child !== undefined) releaseWithChild(child);
    onAbort(task.signals.stop, () => killGroup(pid, 'SIGTERM'), cleanups);
    onAbort(task.signals.kill, () => killGroup(pid, 'SIGKILL'), cleanups);
    if (task.timeoutMs !== undefined) {
      const timer = setTimeout(() => {
        timedOut = true;
        killGroup(pid, 'SIGKILL');
      }, task.timeoutMs);
      cleanups.push(() => clearTimeout(timer));
    }
    const { exitCode, signal, cause } = await running;
    if (exitCode === 0 && !timedOut) return;
    if (task.signals.stop.aborted) throw new ActionInterrupted(task.action);
    if (timedOut) throw timeoutError(task.action, task.timeoutMs);
    if (exitCode === null && signal === null)
      throw new ActionError('COMMAND_FAILED', task.action, `The command could not be started: ${cause}.`, {
        cause,
      });
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
