import type { Estimate } from '../../statistics/estimate.ts';

/** `not-applicable`: a network that the statement is about did not learn its task. */
export type ClaimVerdict = 'confirmed' | 'refuted' | 'undecided' | 'not-applicable';

/** Verdicts in words. */
export const verdictLabels: Readonly<Record<ClaimVerdict, string>> = {
  confirmed: 'confirmed',
  refuted: 'refuted',
  undecided: 'undecided',
  'not-applicable': 'not applicable',
};

/** One of the statements that decide a claim, with its numbers. */
export interface ClaimFinding {
  readonly statement: string;
  readonly numbers: string;
  readonly verdict: ClaimVerdict;
}

/** Judges "this is above 0": confirmed where the whole 95% interval is above 0, refuted where the whole interval is below 0. */
export function judgePositive(margin: Estimate): ClaimVerdict {
  if (margin.low > 0) return 'confirmed';
  return margin.high < 0 ? 'refuted' : 'undecided';
}

/**
 * A claim is confirmed when all its findings are, and refuted when one of them is. It is not applicable when one of them is
 * not: then a network that it is about did not learn.
 */
export function combineVerdicts(findings: readonly ClaimFinding[]): ClaimVerdict {
  if (findings.some((finding) => finding.verdict === 'not-applicable')) return 'not-applicable';
  if (findings.some((finding) => finding.verdict === 'refuted')) return 'refuted';
  return findings.length > 0 && findings.every((finding) => finding.verdict === 'confirmed')
    ? 'confirmed'
    : 'undecided';
}
