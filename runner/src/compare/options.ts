import type { Tolerance } from './tolerance.ts';

export interface CompareOptions {
  /** Default: none; any difference counts. */
  readonly tolerance?: Tolerance;
  /**
   * Folders with `NAME.schema.json` of tables: an `x-key` there names the columns that identify a row of NAME.csv or
   * NAME.json.
   */
  readonly schemaFolders?: readonly string[];
  /** How many cells, rows and values a difference lists; the others are counted. Default 1,000. */
  readonly maxListed?: number;
}

/** The options, with defaults filled in. */
export interface CompareSettings {
  readonly tolerance: Tolerance;
  readonly schemaFolders: readonly string[];
  readonly maxListed: number;
}

/** Larger tables and documents are compared as bytes, because reading them takes many times their size in memory. */
export const MAX_PARSED_BYTES = 64 * 1024 * 1024;
