import { PipelineError } from '../base/errors.ts';

/** One of the two sides of a comparison does not exist, or cannot be read. */
export class DiffRequestError extends PipelineError {
  constructor(
    code: 'DIFF_SIDE_UNKNOWN' | 'DIFF_SIDE_AMBIGUOUS' | 'DIFF_NO_PROFILE' | 'DIFF_NOTHING_BEFORE',
    message: string,
    hint: string,
  ) {
    super(code, message, { exitCode: 2, hint });
  }
}
