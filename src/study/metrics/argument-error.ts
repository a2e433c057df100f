import { StudyError } from '../errors.ts';

/** A metric was asked for something that has no answer: no examples, or arrays that do not belong together. */
export class MetricArgumentError extends StudyError {
  constructor(message: string) {
    super('METRIC_ARGUMENT', message);
  }
}
