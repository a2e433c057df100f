import { PipelineError } from '../../runner/src/base/errors.ts';

/** The report cannot be made from its inputs. The message names the file. */
export class ReportError extends PipelineError {
  constructor(message: string, hint?: string) {
    super('REPORT_INPUT', message, hint === undefined ? {} : { hint });
  }
}
