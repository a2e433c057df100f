import type { DeterminismReport } from '../execute/index.ts';

/** `12 actions executed again: 11 gave the same bytes, 1 differs`. */
export function describeDeterminism({ same, differing, withoutResult }: DeterminismReport): string {
  const total = same + differing;
  const differ = differing === 0 ? '' : `, ${differing} ${differing === 1 ? 'differs' : 'differ'}`;
  const left =
    withoutResult === 0 ? '' : `; ${withoutResult} without a result for what they are now left out`;
  return `${total} action${total === 1 ? '' : 's'} executed again: ${same} gave the same bytes${differ}${left}`;
}
