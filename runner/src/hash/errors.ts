import { PipelineError } from '../base/errors.ts';

/** A value to be digested cannot be written as JSON, such as NaN, a function or a lone surrogate. */
export class NotJsonError extends PipelineError {
  constructor(message: string, cause?: unknown) {
    super('NOT_JSON', message, {
      cause,
      hint: 'Use only JSON values here: numbers must be finite, text well formed.',
    });
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
