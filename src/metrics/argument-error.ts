import { PipelineError } from '../../runner/src/base/errors.ts';

/** A metric was given no examples, or arrays that do not belong together. */
export class MetricArgumentError extends PipelineError {
  constructor(message: string) {
    super('METRIC_ARGUMENT', message);
  }
}
