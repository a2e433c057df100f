import { PipelineError } from '../base/errors.ts';

type RequestErrorCode =
  | 'FOLDER_MISSING'
  | 'SELECTION_AMBIGUOUS'
  | 'OPTIONS_CONFLICT'
  | 'OUTPUT_UNWRITABLE'
  | 'ACTION_UNKNOWN'
  | 'GRAPH_TOO_LARGE'
  | 'LOG_MISSING'
  | 'INIT_WOULD_OVERWRITE';

/** The command line asks for something that cannot be done. Exit code 2. */
export class RequestError extends PipelineError {
  constructor(code: RequestErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(code, message, { ...options, exitCode: 2 });
  }
}
