import { PipelineError } from '../../runner/src/base/errors.ts';

export type AggregationErrorCode = 'ARTIFACT_UNREADABLE' | 'ARTIFACT_INVALID';

/** A file of an upstream stage that is missing or not what its schema says; `file` names it. */
export class AggregationError extends PipelineError {
  readonly file: string;

  constructor(code: AggregationErrorCode, file: string, problem: string, cause?: unknown) {
    super(code, `${file}: ${problem}`, {
      hint: 'Look at the stage that wrote it; run it again with --force if the file was changed by hand.',
      cause,
    });
    this.file = file;
  }
}
