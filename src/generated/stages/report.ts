// Made from schemas/stages/report.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Writes one self-contained page (claims judged, figures, tables, training curves, adversarial images, checks, what was run), and a file with the same results, for other reports to compare with.
 */
export interface ReportParams {
  /**
   * Title of the page, for example a question that the study answers, or `${pipeline.name}`.
   */
  title?: string;
  /**
   * What was studied, in a sentence or two under the title, for example `${pipeline.description}`.
   */
  subject?: string;
  /**
   * Paragraphs of plain text between the subject and the results.
   */
  introduction?: string[];
  paper?: Paper;
  /**
   * The paper whose claims are judged. Its own numbers then stand beside those of this run, and its figures keep their numbers. `bayesian-approach-2022` is “Robustness of Bayesian Approach to Gradient-Based Attacks”. Left out: nothing is compared with a paper.
   */
  claims?: 'bayesian-approach-2022';
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
/**
 * The paper that this study reruns, named under the title. Left out for a study of one's own.
 */
export interface Paper {
  /**
   * The paper as a text names it: title in quotes, then the year.
   */
  citation: string;
  /**
   * Address of the paper.
   */
  link?: string;
}
