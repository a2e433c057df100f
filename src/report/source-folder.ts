/** A folder that an earlier stage made, and where it came from. */
export interface SourceFolder {
  /** Absolute path. */
  readonly path: string;
  readonly axes: Readonly<Record<string, string | number | boolean>>;
  /** The action that made it, and the digest of its tree. */
  readonly action: string;
  readonly digest: string;
}

/** Everything a report is made from. */
export interface ReportSources {
  readonly table: readonly SourceFolder[];
  readonly figures: readonly SourceFolder[];
  readonly cells: readonly SourceFolder[];
  readonly histories: readonly SourceFolder[];
  readonly training: readonly SourceFolder[];
  /** Folders with checks.json of the check stage. */
  readonly checks: readonly SourceFolder[];
  /** Folders with norms.json of the gradient-norm stage. */
  readonly norms: readonly SourceFolder[];
}
