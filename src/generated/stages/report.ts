// Made from schemas/stages/report.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Writes one self-contained page (claims judged, figures, tables, training curves, adversarial images, checks, what was run), and what it tells as a file for other pages to compare with.
 */
export interface ReportParams {
  /**
   * Name of the profile that was run, told in the report.
   */
  profile?: string;
  /**
   * The pipeline's seed, told in the report; each training's own seed is told anyway.
   */
  seed?: number | string;
  /**
   * Recorded results of other profiles (files that scripts/record-results.ts made), which the page can show in place of this run's.
   */
  compare?: string[];
}
