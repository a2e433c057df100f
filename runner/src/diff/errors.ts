import { PipelineError } from '../base/errors.ts';

/** What was to be compared does not exist, or cannot be read. */
export class DiffRequestError extends PipelineError {
  constructor(
    code: 'DIFF_SIDE_UNKNOWN' | 'DIFF_SIDE_AMBIGUOUS' | 'DIFF_NO_PROFILE' | 'DIFF_NOTHING_BEFORE',
    message: string,
    hint: string,
  ) {
    super(code, message, { exitCode: 2, hint });
  }
}
