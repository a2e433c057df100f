/** A file that `pipeline init` writes. */
export interface TemplateFile {
  /** Relative to the new pipeline's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** A file of that name may be there already and stays as it is. */
  readonly mayExist: boolean;
}
