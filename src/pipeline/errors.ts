/** Exit codes of the command (design contract): 1 = an action failed or a difference was found, 2 = the request is wrong. */
export type FailureExitCode = 1 | 2;

/**
 * Base of every error the user may see. The command prints `message` and `hint`, never the stack.
 * Subclasses add the fields a caller needs; `code` is stable and machine readable.
 */
export class PipelineError extends Error {
  readonly code: string;
  readonly exitCode: FailureExitCode;
  /** What the user can do next. */
  readonly hint: string | undefined;

  constructor(
    code: string,
    message: string,
    options: { exitCode?: FailureExitCode; hint?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.exitCode = options.exitCode ?? 1;
    this.hint = options.hint;
  }
}
