import type { Estimate } from '../statistics/estimate.ts';

export type Verdict = 'confirmed' | 'refuted' | 'undecided';

/** One statement that a claim rests on, with the numbers that settle it. */
export interface Finding {
  readonly statement: string;
  readonly numbers: string;
  readonly verdict: Verdict;
}

/** A statement of the form "this is above zero": confirmed when the whole 95% interval is, refuted when none of it is. */
export function judgePositive(margin: Estimate): Verdict {
  if (margin.low > 0) return 'confirmed';
  return margin.high < 0 ? 'refuted' : 'undecided';
}

/** A claim holds when all its findings do, and fails when one of them does. */
export function combineVerdicts(findings: readonly Finding[]): Verdict {
  if (findings.some((finding) => finding.verdict === 'refuted')) return 'refuted';
  return findings.length > 0 && findings.every((finding) => finding.verdict === 'confirmed')
    ? 'confirmed'
    : 'undecided';
}
