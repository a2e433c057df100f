// Made from schemas/artifacts/checks.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * checks.json of check: what a reviewer would look at before believing the accuracies.
 */
export type Checks = Check[];

/**
 * One check of one subject.
 */
export interface Check {
  /**
   * Name of the check.
   */
  name: string;
  /**
   * What must hold, as a sentence.
   */
  title: string;
  /**
   * What it was looked at on.
   */
  subject: string;
  /**
   * How it ended.
   */
  outcome: 'passed' | 'failed' | 'not-applicable';
  /**
   * The number that decided.
   */
  value: number | null;
  /**
   * What the number was held against.
   */
  threshold: number | null;
  /**
   * Evidence, or why it does not apply.
   */
  detail: string;
}
