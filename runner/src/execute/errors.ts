import { PipelineError } from '../base/errors.ts';
import type { ActionId } from '../pipeline/model.ts';

export type ActionErrorCode =
  | 'ACTION_FAILED'
  | 'COMMAND_FAILED'
  | 'PROGRAM_INVALID'
  | 'WORKER_DIED'
  | 'ACTION_TIMEOUT'
  | 'ACTION_KILLED'
  | 'OUTPUT_MISSING'
  | 'OUTPUT_INVALID'
  | 'INPUT_CHANGED'
  | 'INPUT_MISSING';

/** An action did not produce its outputs. `message` names the action's trouble in the stage's own words. */
export class ActionError extends PipelineError {
  readonly action: ActionId;

  constructor(
    code: ActionErrorCode | string,
    action: ActionId,
    message: string,
    options: { hint?: string; cause?: unknown } = {},
  ) {
    super(code, message, { ...options, exitCode: 1 });
    this.action = action;
  }
}

/** Thrown inside a run to end an action that Ctrl-C stopped. It is never shown as a failure. */
export class ActionInterrupted extends PipelineError {
  constructor(action: ActionId) {
    super('ACTION_INTERRUPTED', `${action} was interrupted`, { exitCode: 1 });
  }
}

/** The error of an action that was killed at its `timeoutMs`. */
export function timeoutError(action: ActionId, timeoutMs: number | undefined): ActionError {
  return new ActionError(
    'ACTION_TIMEOUT',
    action,
    `It took longer than its timeoutMs of ${timeoutMs} and was killed.`,
    { hint: "Raise 'timeoutMs' of the stage in pipeline.json, or give it less to do." },
  );
}

/** The error of an action that read something which changed meanwhile: its result fits no key. @param what changed */
export function inputChangedError(action: ActionId, what: string): ActionError {
  return new ActionError(
    'INPUT_CHANGED',
    action,
    `${what} changed while it ran, so its result was not kept.`,
    {
      hint: 'Run again when nothing writes to it.',
    },
  );
}
