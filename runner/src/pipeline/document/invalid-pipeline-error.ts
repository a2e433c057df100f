import { PipelineError } from '../../base/errors.ts';
import { formatProblems, type Problem, sortProblems } from './problem.ts';

/** pipeline.json, or what `--set` makes of it, is wrong. Carries every problem that was found. */
export class InvalidPipelineError extends PipelineError {
  /** At least one, in the order of their places. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = sortProblems(problems);
    super('PIPELINE_INVALID', formatProblems(sorted), { exitCode: 2 });
    this.problems = sorted;
  }
}
