import type { Digest } from '../base/digest.ts';
import type { JsonValue } from '../base/json.ts';

type FileKind = 'table' | 'json' | 'array' | 'tensors' | 'image' | 'text' | 'binary';

/** One side's version of a file. */
export interface FileVersion {
  /** Where its bytes are. The path may have another name than the file. */
  readonly absolutePath: string;
  readonly size: number;
  /** Files whose digests are known to be equal are not read. */
  readonly digest?: Digest;
}

/** The pair of numbers that differs most. */
export interface Extreme {
  readonly value: number;
  /** Where it is: row and column, path in a document, or tensor and index. */
  readonly place: string;
  readonly before: number;
  readonly after: number;
}

/** How numbers differ. A number and NaN, or a number and an infinity, differ by Infinity. */
export interface NumericDifference {
  /** How many pairs were compared, with equal ones. */
  readonly compared: number;
  readonly differing: number;
  readonly beyondTolerance: number;
  /** Over all pairs compared. */
  readonly meanAbsolute: number;
  readonly largestAbsolute?: Extreme;
  /** Relative to the larger of the two magnitudes. */
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
  /** The row's key, or its number when rows have no key. */
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
  /** Columns on which rows were joined; empty: rows were compared by position. */
  readonly keyColumns: readonly string[];
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly addedColumns: readonly string[];
  readonly removedColumns: readonly string[];
  readonly addedRows: readonly string[];
  readonly removedRows: readonly string[];
  readonly cells: readonly CellDifference[];
  readonly cellsDiffering: number;
  /** How many rows and cells are not in the lists above. */
  readonly leftOut: number;
}

export interface TensorDifference {
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** `float32 (6, 1, 5, 5)`. */
  readonly before?: string;
  readonly after?: string;
  /** Present when dtype and shape are the same. */
  readonly numbers?: NumericDifference;
}

/** How the contents of two files differ. */
export interface ContentDifference {
  readonly kind: FileKind;
  /** The difference in one line of words. */
  readonly summary: string;
  /** Whether all differences are numbers within the tolerance, or the way in which they are written. */
  readonly withinTolerance: boolean;
  readonly numbers?: NumericDifference;
  readonly table?: TableDifference;
  readonly values?: readonly ValueDifference[];
  readonly tensors?: readonly TensorDifference[];
}

/** A file that is missing on one side, or has other bytes there. */
export interface FileDifference extends ContentDifference {
  /** Relative to the compared folders, with `/`. */
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before?: FileVersion;
  readonly after?: FileVersion;
}
