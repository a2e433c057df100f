import type { Tolerance } from './tolerance.ts';

export interface CompareOptions {
  /** Default: none, any difference counts. */
  readonly tolerance?: Tolerance;
  /** Folders with `NAME.schema.json` of tables: an `x-key` there names the columns that identify a row of NAME.csv or NAME.json. */
  readonly schemaFolders?: readonly string[];
  /** Cells, rows and values that a difference lists; the rest is counted. Default 1,000. */
  readonly maxListed?: number;
}

/** Options with their defaults. */
export interface CompareSettings {
  readonly tolerance: Tolerance;
  readonly schemaFolders: readonly string[];
  readonly maxListed: number;
}

/** Larger tables and documents would take memory many times their size; they are compared as bytes. */
export const MAX_PARSED_BYTES = 64 * 1024 * 1024;
