// Made from schemas/artifacts/record.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * results.json of report, kept as results/<profile>.json: what one run of the study found, for reports of other runs to show beside theirs. Tables are written as columns and rows, one row a line.
 */
export interface Record {
  /**
   * Version of this format.
   */
  recordVersion: 1;
  /**
   * Name of the profile that was run.
   */
  profile: string;
  /**
   * The pipeline's seed.
   */
  seed?: string | number;
  /**
   * What kind of machine ran it, in words.
   */
  machine?: string;
  table: ColumnTable;
  repeats?: ColumnTable1;
  outcomes?: ColumnTable2;
  clean: ColumnTable3;
  cleanRepeats?: ColumnTable4;
  cleanOutcomes?: ColumnTable5;
  cells: ColumnTable6;
  survival: ColumnTable7;
  norms: ColumnTable8;
  checks: ColumnTable9;
  /**
   * Verdicts on the paper's claims, as the report that wrote this judged them. Empty where it judged none.
   */
  claims: RecordedClaim[];
  /**
   * Each training: its metrics, its history, and how it was run.
   */
  trainings: RecordedTraining[];
  actions: ColumnTable11;
}
/**
 * Cells of the attack grid: table.json of aggregate.
 */
export interface ColumnTable {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * The same for each repeat, where some model was trained several times; table then has the repeats pooled.
 */
export interface ColumnTable1 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * outcomes.npy of aggregate: a row for each row of repeats, or else of table, with base64 of a bit for each image (1: classified rightly; the first image in the lowest bit of the first byte), null where it is not known.
 */
export interface ColumnTable2 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * Trained models: clean.json of aggregate.
 */
export interface ColumnTable3 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * The same for each repeat, where some model was trained several times; clean then has the repeats pooled.
 */
export interface ColumnTable4 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * clean-outcomes.npy of aggregate, for each row of cleanRepeats, or else of clean, as outcomes are written.
 */
export interface ColumnTable5 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * How each cell of the attack grid was run.
 */
export interface ColumnTable6 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * survival.json of aggregate; empty where it was made without labels.
 */
export interface ColumnTable7 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * norms.json of gradient-norm; empty where it was not measured.
 */
export interface ColumnTable8 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * checks.json of check.
 */
export interface ColumnTable9 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * One claim about one dataset under one threat.
 */
export interface RecordedClaim {
  /**
   * Name of the dataset.
   */
  dataset: string;
  /**
   * Who was attacked.
   */
  threat: 'direct' | 'transfer';
  /**
   * Number of the claim.
   */
  number: number;
  /**
   * The verdict.
   */
  verdict: 'confirmed' | 'refuted' | 'undecided' | 'not-applicable';
}
/**
 * One trained model.
 */
export interface RecordedTraining {
  /**
   * Which repeat of the training this is.
   */
  repeat?: string | number;
  /**
   * metrics.json of train.
   */
  metrics: {};
  epochs: ColumnTable10;
  /**
   * provenance.json of train.
   */
  provenance?: {};
}
/**
 * history.csv of train.
 */
export interface ColumnTable10 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
/**
 * Actions whose outputs went into the results, with the SHA-256 of their trees; those of cells are covered by the table's.
 */
export interface ColumnTable11 {
  /**
   * Names.
   */
  columns: string[];
  /**
   * Values.
   */
  rows: (string | number | boolean | null)[][];
}
