// Made from schemas/stages/report.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Writes one self-contained page (claims judged, figures, tables, training curves, adversarial images, checks, what was run), and a file with the same results, for other reports to compare with.
 */
export interface ReportParams {
  /**
   * Name of the profile that was run, shown in the report.
   */
  profile?: string;
  /**
   * The pipeline's seed, shown in the report. The seed of each training is always shown.
   */
  seed?: number | string;
  /**
   * Recorded results of other profiles (files that scripts/record-results.ts made), which the page can show in place of this run's.
   */
  compare?: string[];
}
