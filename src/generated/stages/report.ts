// Made from schemas/stages/report.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Writes one self-contained page: claims judged, figures, tables, training curves, adversarial images, and what was run.
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
}
