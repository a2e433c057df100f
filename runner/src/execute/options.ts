import type { ActionId } from '../pipeline/model.ts';

export interface RunOptions {
  /** Run these and what they need; undefined: every action. */
  readonly select?: readonly ActionId[];
  /** Run just these, with inputs as the cache has them. Excludes `select`. */
  readonly only?: readonly ActionId[];
  /** Execute the selected actions even where the cache has their result. */
  readonly force: boolean;
  /** Threads to keep busy; an action takes as many as it declares. */
  readonly jobs: number;
  /** After a failure go on with what does not depend on it. */
  readonly keepGoing: boolean;
  /** Leave edited artifacts as they are instead of restoring them. */
  readonly keepEdits: boolean;
  /** After success, put the results into pipeline.lock.json. Kept edits never get there. */
  readonly writeLock?: boolean;
}

/** For asking what a plain run would do. */
export const PLAIN_RUN: RunOptions = { force: false, jobs: 1, keepGoing: false, keepEdits: false };
