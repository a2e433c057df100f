import type { ActionId } from '../../pipeline/model.ts';
import type { KeyChange } from './key-details.ts';
import { shorten } from './shorten.ts';

/**
 * Why an action runs, or does not run, in words. Events, stored runs, `status` and `explain` all show these. Each reason is
 * worded here and nowhere else, so that the same cause reads the same in every command.
 */
export const reasons = {
  // It need not run.
  unchanged: 'nothing it depends on changed',
  inCache: 'the cache has this result',
  /** Its last result had another key: what changed brought it back to this one. */
  isBack: (changes: readonly KeyChange[]): string =>
    changes.length === 0 ? reasons.inCache : `${reasons.inCache}: ${join(changes)}`,
  editsKept: (output: string): string => `edits kept in ${output}`,
  notInPlace: (output: string): string => `artifact ${output} was not in place`,
  edited: (output: string, differences: readonly string[]): string =>
    `artifact ${output} was edited: ${differences.slice(0, 3).join(', ')}`,
  madeElsewhere: 'another run made it meanwhile',

  // It has to run.
  forced: 'forced',
  neverRan: 'never ran',
  /** It ran before, and no record is left to compare with. */
  historyGone: 'ran before, but the record of its last result is gone',
  resultGone: 'its result is no longer in the cache',
  changed: (changes: readonly KeyChange[]): string => join(changes) || reasons.resultGone,
  changedSinceOlder: (changes: readonly KeyChange[]): string =>
    `the record of its last result is gone; since an older one: ${reasons.changed(changes)}`,
  damaged: (what: string): string => `cache damaged: ${what}`,

  /** For explaining: the result that the last one is compared with has no record. */
  earlierRecordGone: 'the record of its result before that is gone',

  // It has to wait, or cannot run.
  noResult: 'has no result yet',
  waitsFor: (input: ActionId): string => `waits for ${input}, which ${reasons.noResult}`,
  dependsOn: (inputs: readonly ActionId[]): string => `depends on ${shorten(inputs, 1)}`,
  inputLost: (input: ActionId, how: 'failed' | 'skipped'): string =>
    `its input ${input} ${how === 'failed' ? 'failed' : 'was skipped'}`,
  failedTogether: (leader: ActionId): string => `failed together with ${leader}`,
  notStarted: (failed: ActionId | undefined): string => `not started after ${failed} failed`,
  interrupted: 'interrupted',

  // `--frozen`: nothing may run.
  notInCache: 'its result is not in the cache',
  restoreWithheld: 'nothing is restored while anything differs from the lock',
};

function join(changes: readonly KeyChange[]): string {
  return changes.map(({ text }) => text).join('; ');
}
