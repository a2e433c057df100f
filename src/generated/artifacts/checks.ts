// Made from schemas/artifacts/checks.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * checks.json of check: what a reviewer would ask of the attacks before believing a robustness that they show.
 */
export type Checks = CheckRow[];

/**
 * One check of one subject.
 */
export interface CheckRow {
  /**
   * Name of the check.
   */
  name: string;
  /**
   * What it asks, in words.
   */
  title: string;
  /**
   * What it was asked of: dataset, model, threat, attack; all where it could not be asked.
   */
  subject: string;
  /**
   * What came of it.
   */
  outcome: 'passed' | 'failed' | 'not-applicable';
  /**
   * Whether it failed only where the settings of the attack make it fail: its steps cannot go as far as its epsilon (alpha times steps below epsilon).
   */
  expectedByProtocol: boolean;
  /**
   * The number that was judged; null where there was none.
   */
  value: number | null;
  /**
   * The limit that the number may not exceed (expected-gradient: not fall below); null where there was none.
   */
  threshold: number | null;
  /**
   * What the numbers are, and the evidence.
   */
  detail: string;
}
