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

export interface RunSignals {
  /** First Ctrl-C: start nothing more, let running programs save a checkpoint. */
  readonly stop: AbortSignal;
  /** Second Ctrl-C: kill what still runs. */
  readonly kill: AbortSignal;
}

/** `fail`: it cannot even start, for example because a file is missing; `skip`: what it reads from would fail. */
export type PlannedState = 'up-to-date' | 'restore' | 'execute' | 'depends' | 'fail' | 'skip';

/** What a run would do with an action, and why. */
export interface PlannedAction {
  readonly action: ActionId;
  readonly state: PlannedState;
  readonly reason: string;
  /** The upstream actions that will execute. Of state `depends`: if they give the same bytes, this one need not run. */
  readonly dependsOn: readonly ActionId[];
}

/** Whether an action is to execute whatever the cache has: `force` means the selection, and without one everything. */
export function isForced({ force, select, only }: RunOptions, id: ActionId): boolean {
  return force && ((select ?? only)?.includes(id) ?? true);
}
