import { countThings } from '../base/words.ts';
import type { DeterminismReport } from '../execute/index.ts';

/** `12 actions executed again: 11 gave the same bytes, 1 differs`. */
export function describeDeterminism({ same, differing, withoutResult }: DeterminismReport): string {
  const total = same + differing;
  const differ = differing === 0 ? '' : `, ${differing} ${differing === 1 ? 'differs' : 'differ'}`;
  const left =
    withoutResult === 0 ? '' : `; ${withoutResult} without a result for what they are now left out`;
  return `${countThings(total, 'action')} executed again: ${same} gave the same bytes${differ}${left}`;
}
