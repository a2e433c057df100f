import { PipelineError } from '../base/errors.ts';
import { formatProblems, type Problem, sortProblems } from '../pipeline/document/problem.ts';

/** A lock file is not as we write it: it has unresolved merges, was edited by hand, or has a newer version. */
export class InvalidLockFileError extends PipelineError {
  /** At least one, with line and column. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = sortProblems(problems);
    super('LOCK_INVALID', formatProblems(sorted), {
      exitCode: 2,
      hint: 'Take either side whole (git checkout --ours pipeline.lock.json), then `npx pipeline run` or `npx pipeline lock` brings it up to date.',
    });
    this.problems = sorted;
  }
}

/** The lock file exists but cannot be read. */
export class UnreadableLockFileError extends PipelineError {
  constructor(path: string, cause: unknown) {
    super('LOCK_UNREADABLE', `${path} cannot be read: ${(cause as Error).message}`, {
      exitCode: 2,
      cause,
      hint: 'It should be a plain file that you may read.',
    });
  }
}
