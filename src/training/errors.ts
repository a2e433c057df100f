import { PipelineError } from '../../runner/src/base/errors.ts';

export type TrainingErrorCode =
  | 'TRAINING_PARAMS_INVALID'
  | 'TRAINING_DIVERGED'
  | 'TRAINING_CHECKPOINT_INVALID';

/** A training cannot start, or cannot go on. */
export class TrainingError extends PipelineError {
  constructor(code: TrainingErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(code, message, options);
  }
}
