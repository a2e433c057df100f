import type { PlannedState } from '../execute/index.ts';

/** What a run would do with an action, in words. */
export const STATE_WORDS: Readonly<Record<PlannedState, string>> = {
  execute: 'would execute',
  restore: 'would restore',
  depends: 'depends on',
  'up-to-date': 'up to date',
  fail: 'would fail',
  skip: 'would skip',
};
