import { PipelineError } from '../base/errors.ts';

/** A value that JSON cannot hold (NaN, a function, a lone surrogate) was about to enter a digest. */
export class NotJsonError extends PipelineError {
  constructor(message: string, cause?: unknown) {
    super('NOT_JSON', message, {
      cause,
      hint: 'Use only JSON values here: numbers must be finite, text well formed.',
    });
  }
}

/** A folder that is hashed holds something other than plain files and folders, or a name we cannot keep. */
export class UnsupportedFileError extends PipelineError {
  readonly path: string;

  constructor(path: string, why: string) {
    super('FILE_UNSUPPORTED', `${path}: ${why}`, {
      hint: 'Write plain files with plain names: no links, sockets, devices, control characters or backslashes.',
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

/** A path leaves the folder it has to stay in. */
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

/** What is bundled and run: a stage's program, or a module that its params name. */
export type ProgramKind = 'program' | 'module';

/** A stage's program, or a module that its params name, cannot be found, parsed or bundled. */
export class InvalidProgramError extends PipelineError {
  readonly program: string;

  constructor(program: string, message: string, cause?: unknown, kind: ProgramKind = 'program') {
    super(kind === 'program' ? 'PROGRAM_INVALID' : 'MODULE_INVALID', `${kind} '${program}': ${message}`, {
      exitCode: 2,
      cause,
      hint: `Fix the ${kind}, or the path in pipeline.json, and run again.`,
    });
    this.program = program;
  }
}
