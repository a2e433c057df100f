import { isPipelineError } from '../base/errors.ts';
import { EXIT_FAILED, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/**
 * Writes an error to standard error and returns the exit code. Errors become text only here. A known error shows what happened
 * and what to do next; any other is reported as a bug of ours. Stacks are shown only with PIPELINE_DEBUG.
 */
export function renderError(error: unknown, terminal: Terminal): ExitCode {
  terminal.writeError(`${describeError(error)}\n`);
  if (terminal.environment.PIPELINE_DEBUG !== undefined) terminal.writeError(`${describeStack(error)}\n`);
  return isPipelineError(error) ? error.exitCode : EXIT_FAILED;
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return describeBug(String(error));
  if (isPipelineError(error))
    return error.hint === undefined ? error.message : `${error.message}\nhint: ${error.hint}`;
  // A full disk, or a folder without permission: the system's message names the path.
  if ('syscall' in error) return error.message;
  return describeBug(error.message);
}

function describeBug(message: string): string {
  return `This is a bug in the pipeline command: ${message}\nhint: run it again with PIPELINE_DEBUG=1 to see where, and report that`;
}

function describeStack(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by: ${describeStack(error.cause)}`;
}
