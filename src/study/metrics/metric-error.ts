import { StudyError } from '../errors.ts';

/** A metric of a reader's own that cannot be computed. */
export class MetricError extends StudyError {
  constructor(name: string, problem: string, hint: string) {
    super('METRIC_FAILED', `The metric ${JSON.stringify(name)} ${problem}`, { hint });
  }
}
