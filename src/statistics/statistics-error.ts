import { PipelineError } from '../../runner/src/base/errors.ts';

/** A statistic was asked of numbers that have none, such as a spread of one value or more successes than trials. */
export class StatisticsArgumentError extends PipelineError {
  constructor(message: string) {
    super('STATISTICS_ARGUMENT', message);
  }
}
