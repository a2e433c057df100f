import type { Digest } from '../base/digest.ts';
import type { JsonValue } from '../base/json.ts';

type FileKind = 'table' | 'json' | 'array' | 'tensors' | 'image' | 'text' | 'binary';

/** One side's version of a file. */
export interface FileVersion {
  /** Where its bytes are: need not have the name that the file goes by. */
  readonly absolutePath: string;
  readonly size: number;
  /** Where known, files with equal digests are not read. */
  readonly digest?: Digest;
}

/** The pair of numbers that differs most. */
export interface Extreme {
  readonly value: number;
  /** Row and column, path in a document, or tensor and index. */
  readonly place: string;
  readonly before: number;
  readonly after: number;
}

/** How numbers differ. Infinity where a number stands against NaN or an infinity. */
export interface NumericDifference {
  /** Pairs of numbers looked at, equal ones included. */
  readonly compared: number;
  readonly differing: number;
  readonly beyondTolerance: number;
  /** Over all pairs compared. */
  readonly meanAbsolute: number;
  readonly largestAbsolute?: Extreme;
  /** Relative to the larger magnitude. */
  readonly largestRelative?: Extreme;
}

/** A value that changed, was added (no `before`) or removed (no `after`). */
export interface ValueDifference {
  readonly place: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  readonly withinTolerance: boolean;
}

export interface CellDifference {
  /** The row's key, or its number where rows have none. */
  readonly row: string;
  readonly column: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** Of two numbers. */
  readonly absolute?: number;
  readonly relative?: number;
  readonly withinTolerance: boolean;
}

export interface TableDifference {
  /** Columns that rows were joined on; empty: by position. */
  readonly keyColumns: readonly string[];
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly addedColumns: readonly string[];
  readonly removedColumns: readonly string[];
  readonly addedRows: readonly string[];
  readonly removedRows: readonly string[];
  readonly cells: readonly CellDifference[];
  readonly cellsDiffering: number;
  /** Rows and cells left out of the lists above. */
  readonly leftOut: number;
}

export interface TensorDifference {
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** `float32 (6, 1, 5, 5)`. */
  readonly before?: string;
  readonly after?: string;
  /** Where dtype and shape agree. */
  readonly numbers?: NumericDifference;
}

/** How the contents of two files differ. */
export interface ContentDifference {
  readonly kind: FileKind;
  /** One line, in words. */
  readonly summary: string;
  /** Whether nothing but numbers within the tolerance (or how they are written) differs. */
  readonly withinTolerance: boolean;
  readonly numbers?: NumericDifference;
  readonly table?: TableDifference;
  readonly values?: readonly ValueDifference[];
  readonly tensors?: readonly TensorDifference[];
}

/** A file that one side does not have, or has with other bytes. */
export interface FileDifference extends ContentDifference {
  /** Relative to the compared folders, with `/`. */
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before?: FileVersion;
  readonly after?: FileVersion;
}
