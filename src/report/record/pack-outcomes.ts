import type { Outcomes } from '../../results/outcomes.ts';
import { pairOutcomes } from '../../results/result-table.ts';
import { ReportError } from '../report-error.ts';
import { type PackedTable, packTable } from './packed-table.ts';

/** The outcomes of one row of a single repeat. */
export interface PackedOutcomes {
  /** Base64 of one bit for each image, the first in the lowest bit of the first byte; null where they are not known. */
  readonly correct: string | null;
}

/** Packs the outcomes of rows into a table with one row for each. */
export function packOutcomes<Row>(rows: readonly Row[], outcomes: ReadonlyMap<Row, Outcomes>): PackedTable {
  return packTable(
    rows.map((row): PackedOutcomes => {
      const known = outcomes.get(row);
      return { correct: known === undefined ? null : packBits(known) };
    }),
  );
}

/**
 * Unpacks outcomes into a map from rows.
 * @throws ReportError when they do not belong to these rows
 */
export function unpackOutcomes<Row extends { readonly count: number }>(
  rows: readonly Row[],
  packed: readonly PackedOutcomes[],
  place: string,
): ReadonlyMap<Row, Outcomes> {
  const isOfRows =
    packed.length === rows.length &&
    packed.every(
      ({ correct }, i) =>
        correct === null || Buffer.from(correct, 'base64').length === Math.ceil(rows[i]!.count / 8),
    );
  if (!isOfRows) {
    throw new ReportError(
      `${place}: they are not of the rows beside them`,
      'Record the results again with scripts/record-results.ts',
    );
  }
  return pairOutcomes(
    rows,
    packed.map(({ correct }, i) => (correct === null ? undefined : unpackBits(correct, rows[i]!.count))),
  );
}

function packBits(outcomes: Outcomes): string {
  const bytes = new Uint8Array(Math.ceil(outcomes.length / 8));
  outcomes.forEach((outcome, image) => {
    bytes[image >> 3]! |= outcome << (image & 7);
  });
  return Buffer.from(bytes).toString('base64');
}

function unpackBits(packed: string, count: number): Outcomes {
  const bytes = Buffer.from(packed, 'base64');
  return Uint8Array.from({ length: count }, (_, image) => (bytes[image >> 3]! >> (image & 7)) & 1);
}
