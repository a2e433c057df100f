import { closeSync, openSync } from 'node:fs';
import type { ActionId } from '../../pipeline/model.ts';
import { ActionError, ActionInterrupted, timeoutError } from '../errors.ts';
import { boundLog } from './bound-log.ts';
import { explainExit } from './explain-exit.ts';
import { canGuard, GUARD_FD, GUARD_WORDS, releaseWithChild } from './guard.ts';
import { killGroup } from './process-group.ts';
import { onAbort, type RunSignals } from './run-signals.ts';
import { type ShellTask, writeShellLine } from './shell-line.ts';

export interface CommandTask extends ShellTask {
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly logPath: string;
  readonly timeoutMs: number | undefined;
  readonly signals: RunSignals;
}

/** A command writes to its log directly. This is how often the log's size is checked. */
const BOUND_LOG_EVERY_MS = 50;

/**
 * What the shell does before the command: it starts the guard, takes it off the list of jobs that the command's `wait`
 * waits for, closes the guard's pipes, and then sets what zx itself sets.
 */
const PREFIX = `${GUARD_WORDS} disown; exec 3<&- ${GUARD_FD}<&-; set -euo pipefail;`;

/**
 * Runs a shell line through zx, in a process group of its own. What it prints goes to the log file.
 *
 * It is ended with `killGroup` instead of zx's `kill`, which runs `ps` first and, where there is none (slim containers),
 * throws outside of every promise.
 * @throws ActionError COMMAND_FAILED, ACTION_TIMEOUT; ActionInterrupted after a stop (a command cannot save a checkpoint)
 */
export async function runCommand(task: CommandTask): Promise<void> {
  // Loaded when a command runs: a run with nothing to do should not wait for it.
  const { $ } = await import('zx/core');
  assertBash($, task.action);
  const { script, variables } = writeShellLine(task);
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
    const running = $({
      cwd: task.cwd,
      env: { ...task.environment, ...variables },
      ...(canGuard
        ? { prefix: PREFIX, stdio: ['ignore', logFd, logFd, 'ignore', 'pipe'] as const }
        : { stdio: ['ignore', logFd, logFd] as const }),
      detached: true,
      nothrow: true,
      quiet: true,
    })(Object.assign([script], { raw: [script] }));
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
    const hint = explainExit(exitCode, signal);
    throw new ActionError(
      'COMMAND_FAILED',
      task.action,
      `The command ended with ${how}.`,
      hint === undefined ? {} : { hint },
    );
  } finally {
    for (const cleanup of cleanups.reverse()) cleanup();
  }
}

/** zx looks for bash when it is loaded. Without it, it has no way to quote. @throws ActionError SHELL_MISSING */
function assertBash($: { readonly shell: unknown; readonly quote?: unknown }, action: ActionId): void {
  if (typeof $.shell === 'string' && typeof $.quote === 'function') return;
  throw new ActionError('SHELL_MISSING', action, 'Commands run in bash, and there is no bash on PATH.', {
    hint: 'Install it: apt-get install bash (Debian, Ubuntu), apk add bash (Alpine), dnf install bash (Fedora).',
  });
}
