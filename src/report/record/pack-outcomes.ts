import { FigureError } from '../../figures/figure-error.ts';
import type { Outcomes } from '../../results/outcomes.ts';
import { pairOutcomes } from '../../results/result-table.ts';
import { type ColumnTable, packTable } from './column-table.ts';

/** Outcomes of one row of single trainings. */
export interface PackedOutcomes {
  /** Base64 of a bit for each image, the first in the lowest bit of the first byte; null where they are not known. */
  readonly correct: string | null;
}

/** Outcomes as a table with a row for each of these. */
export function packOutcomes<Row>(rows: readonly Row[], outcomes: ReadonlyMap<Row, Outcomes>): ColumnTable {
  return packTable(
    rows.map((row): PackedOutcomes => {
      const known = outcomes.get(row);
      return { correct: known === undefined ? null : packBits(known) };
    }),
  );
}

/**
 * The same by row again.
 * @throws FigureError `REPORT_INPUT` when they are not of these rows
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
    throw new FigureError('REPORT_INPUT', `${place}: they are not of the rows beside them`, {
      hint: 'Record the results anew with scripts/record-results.ts',
    });
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
