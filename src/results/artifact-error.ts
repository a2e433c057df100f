import { PipelineError } from '../../runner/src/base/errors.ts';

export type ArtifactErrorCode = 'ARTIFACT_UNREADABLE' | 'ARTIFACT_INVALID';

/** A file of an earlier stage is missing, or is not what its schema says. `file` names it. */
export class ArtifactError extends PipelineError {
  readonly file: string;

  constructor(code: ArtifactErrorCode, file: string, problem: string, cause?: unknown) {
    super(code, `${file}: ${problem}`, {
      hint: 'Look at the stage that wrote it. If the file was changed by hand, run that stage again with --force.',
      cause,
    });
    this.file = file;
  }
}
