/**
 * Exit codes of the command (design contract): 1 = an action failed or a difference was found, 2 = the request is
 * wrong.
 */
export type FailureExitCode = 1 | 2;

/** The command and a package that extends it are built separately, and each has its own copy of the class below. */
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

/** Whether an error is one that the user may see. Also true for errors of another build of this module. */
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

/** Something that is to be hashed or read is no plain file or folder, or has a name that we cannot keep. */
export class UnsupportedFileError extends PipelineError {
  readonly path: string;

  constructor(path: string, why: string) {
    super('FILE_UNSUPPORTED', `${path}: ${why}`, {
      hint: 'Write plain files with plain names: no links, sockets, devices, control characters, backslashes, or a letter and a colon at the beginning.',
    });
    this.path = path;
  }
}

/** A file changed while it was read, so its digest would describe neither the old nor the new content. */
export class FileChangedError extends PipelineError {
  readonly path: string;

  constructor(path: string) {
    super('FILE_CHANGED', `${path} changed while it was read`, {
      hint: 'Run again when nothing writes to it.',
    });
    this.path = path;
  }
}

/** A path leads out of the folder that it has to stay in. */
export class UnsafePathError extends PipelineError {
  readonly path: string;

  constructor(path: string, why: string) {
    super('PATH_UNSAFE', `'${path}' ${why}`, {
      exitCode: 2,
      hint: "Keep paths inside the pipeline's folder.",
    });
    this.path = path;
  }
}
