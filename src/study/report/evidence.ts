import { smallRangeEnd } from '../figures/figure-catalogue.ts';
import type { AttackRow, CleanRow, ResultTable } from '../figures/result-table.ts';
import { rowsUnderThreat } from '../figures/select-rows.ts';
import { wilsonInterval } from '../metrics/wilson-interval.ts';
import { averageEstimates, type Estimate } from './estimate.ts';

/** The table of one dataset under one threat, asked the questions that claims ask. */
export interface Evidence {
  readonly clean: readonly CleanRow[];
  readonly cells: readonly AttackRow[];
  cleanAccuracy(model: string): Estimate | undefined;
  /** At the largest epsilon of the small range that was run, the attack that leaves the model least. */
  strongestSmall(model: string): AttackRow | undefined;
  /** The cell of a model under a certain attack and epsilon. */
  cell(model: string, attack: string, epsilon: number): AttackRow | undefined;
  /** Mean accuracy beyond the small range, over the attacks and epsilons that every model of `among` was run with. */
  meanLarge(model: string, among: readonly string[]): Estimate | undefined;
  has(model: string): boolean;
}

export function collectEvidence(table: ResultTable, dataset: string, threat: string): Evidence {
  const clean = table.clean.filter((row) => row.dataset === dataset);
  const cells = rowsUnderThreat(
    table.rows.filter((row) => row.dataset === dataset),
    threat,
  );
  const find = (model: string, attack: string, epsilon: number): AttackRow | undefined =>
    cells.find((row) => row.model === model && row.attack === attack && row.epsilon === epsilon);

  return {
    clean,
    cells,
    cell: find,
    has: (model) => cells.some((row) => row.model === model),
    cleanAccuracy(model) {
      const row = clean.find((candidate) => candidate.model === model);
      return row === undefined ? undefined : { value: row.accuracy, low: row.low, high: row.high };
    },
    strongestSmall(model) {
      const small = cells.filter((row) => row.model === model && row.epsilon > 0 && isSmall(row));
      const end = Math.max(...small.map((row) => row.epsilon));
      return small
        .filter((row) => row.epsilon === end)
        .reduce<AttackRow | undefined>(
          (a, b) => (a === undefined || b.accuracy < a.accuracy ? b : a),
          undefined,
        );
    },
    meanLarge(model, among) {
      const shared = cells.filter(
        (row) =>
          row.model === model &&
          !isSmall(row) &&
          among.every((other) => find(other, row.attack, row.epsilon) !== undefined),
      );
      return shared.length === 0 ? undefined : averageEstimates(shared.map(accuracyOf));
    },
  };
}

export function accuracyOf({ accuracy, low, high }: AttackRow): Estimate {
  return { value: accuracy, low, high };
}

/** Accuracy on the same images before the attack, judged by the same samples. */
export function accuracyBefore({ cleanAccuracy, count }: AttackRow): Estimate {
  return { value: cleanAccuracy, ...wilsonInterval(Math.round(cleanAccuracy * count), count) };
}

function isSmall({ epsilon }: AttackRow): boolean {
  return epsilon <= smallRangeEnd + 1e-9;
}
