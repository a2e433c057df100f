import { familyOf } from '../../results/dataset-labels.ts';
import type { ResultTable } from '../../results/result-table.ts';
import { listAllDatasets } from '../../results/select-rows.ts';
import type { Threat } from '../../results/threat-labels.ts';
import { collectEvidence } from './evidence.ts';
import { paperClaims } from './paper-claims.ts';
import { type ClaimFinding, type ClaimVerdict, combineVerdicts } from './verdict.ts';

/** A claim with its verdict and the findings behind it. */
export interface JudgedClaim {
  readonly number: number;
  readonly figure: string;
  readonly text: string;
  readonly rule: string;
  /** The paper's own numbers. */
  readonly paper: string;
  readonly verdict: ClaimVerdict;
  readonly decisive: readonly ClaimFinding[];
  readonly details: readonly ClaimFinding[];
}

/** A judged claim, with the dataset and the threat that it was judged for. */
export interface ClaimJudgement {
  readonly dataset: string;
  readonly threat: Threat;
  readonly claim: JudgedClaim;
}

/** Judges every claim for every dataset of the table, under each threat. */
export function judgeAllClaims(table: ResultTable, threats: readonly Threat[]): ClaimJudgement[] {
  return listAllDatasets(table).flatMap((dataset) =>
    threats.flatMap((threat) =>
      judgeClaims(table, dataset, threat).map((claim) => ({ dataset, threat, claim })),
    ),
  );
}

/** Judges the claims about the family of a dataset, under one threat. */
export function judgeClaims(table: ResultTable, dataset: string, threat: string): JudgedClaim[] {
  const evidence = collectEvidence(table, dataset, threat);
  return paperClaims
    .filter((claim) => claim.family === familyOf(dataset))
    .map(({ number, figure, text, rule, paper, judge }) => {
      const { decisive, details = [] } = judge(evidence);
      return { number, figure, text, rule, paper, verdict: combineVerdicts(decisive), decisive, details };
    });
}
