import type { Digest } from '../base/digest.ts';
import type { FileDifference } from '../compare/file-difference.ts';
import type { Tolerance } from '../compare/tolerance.ts';
import type { KeyChange } from '../execute/session/key-details.ts';
import type { ActionId } from '../pipeline/model.ts';
import type { Side } from './side.ts';

/** One output whose digests differ. */
export interface OutputDiff {
  readonly output: string;
  readonly before?: Digest;
  readonly after?: Digest;
  /** Undefined if the cache lacks the bytes of one side. */
  readonly files?: readonly FileDifference[];
  /** A remark: why there are no files, or that none of them differs. */
  readonly note?: string;
}

/**
 * How an action's results compare. `same-bytes`: another key, the same outputs. `within-tolerance`: other outputs, all
 * differences within the tolerance. `unknown`: one side has no outputs to compare.
 */
export type Verdict = 'same-bytes' | 'within-tolerance' | 'differs' | 'unknown';

export interface ActionDiff {
  readonly action: ActionId;
  readonly stage: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly verdict: Verdict;
  /** What differs between its keys. Undefined if one of the keys is not known in full. */
  readonly changes?: readonly KeyChange[];
  /** The same in words, or why it is not known. */
  readonly why: string;
  readonly outputs: readonly OutputDiff[];
}

/** Actions of a stage that changed in the same way for the same reason. */
export interface DiffGroup {
  readonly stage: string;
  readonly change: ActionDiff['change'];
  readonly verdict: Verdict;
  readonly why: string;
  readonly actions: readonly ActionDiff[];
}

export interface DiffReport {
  readonly pipeline: string;
  readonly a: Omit<Side, 'actions'>;
  readonly b: Omit<Side, 'actions'>;
  readonly tolerance: Tolerance;
  /** Actions with equal keys and outputs; they are not listed. */
  readonly unchanged: number;
  readonly groups: readonly DiffGroup[];
  /** Whether any result differs beyond the tolerance, is new, gone, or unknown. */
  readonly isDifferent: boolean;
}
