/** Exit codes of the command (design contract): 1 = an action failed or a difference was found, 2 = the request is wrong. */
export type FailureExitCode = 1 | 2;

/** The command and a package that extends it are built apart, each with its own copy of the class below. */
const BRAND = Symbol.for('robust-pipeline.error');

/**
 * Base of every error the user may see. The command prints `message` and `hint`, never the stack.
 * Subclasses add the fields a caller needs; `code` is stable and machine readable.
 */
export class PipelineError extends Error {
  readonly [BRAND] = true;
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

/** Whether an error is one that the user may see, whichever build of this module made it. */
export function isPipelineError(error: unknown): error is PipelineError {
  return error instanceof Error && BRAND in error;
}

/** A file that an action names does not exist or cannot be read. */
export class MissingFileError extends PipelineError {
  readonly path: string;

  constructor(path: string, message: string, cause?: unknown) {
    super('FILE_MISSING', message, {
      exitCode: 2,
      cause,
      hint: 'Check the path; paths are relative to pipeline.json.',
    });
    this.path = path;
  }
}
