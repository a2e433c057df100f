import { PipelineError } from '../../runner/src/base/errors.ts';

/** A metric of a reader's own that cannot be computed. */
export class MetricError extends PipelineError {
  constructor(name: string, problem: string, hint: string) {
    super('METRIC_FAILED', `The metric ${JSON.stringify(name)} ${problem}`, { hint });
  }
}
