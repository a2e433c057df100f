import type { CleanRow } from '../generated/artifacts/clean.ts';
import type { SurvivalRow } from '../generated/artifacts/survival.ts';
import type { AttackRow } from '../generated/artifacts/table.ts';
import { mean } from '../statistics/mean.ts';
import { estimateOverRepeats } from '../statistics/over-repeats.ts';
import { groupBy } from './group-by.ts';

interface Accuracy {
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
  readonly seed: string | null;
  readonly count: number;
}

/**
 * Pools the repeats of each model (rows that differ in `seed` alone), for figures and verdicts. Numbers are means over the repeats,
 * and the accuracy has the interval of estimateOverRepeats. Rows of a model that was trained once stay as they are.
 */
export function poolAttackRows(rows: readonly AttackRow[]): AttackRow[] {
  return groupBy(rows, (row) => [row.dataset, row.model, row.threat, row.attack, row.epsilon]).map(pool);
}

/** Pools the repeats of trained models on clean images. */
export function poolCleanRows(rows: readonly CleanRow[]): CleanRow[] {
  return groupBy(rows, (row) => [row.dataset, row.model]).map(pool);
}

/** Pools the repeats in survival.csv. */
export function poolSurvivalRows(rows: readonly SurvivalRow[]): SurvivalRow[] {
  return groupBy(rows, (row) => [row.dataset, row.model, row.threat, row.attack, row.epsilon]).map(
    (group) => {
      const [first] = group as [SurvivalRow];
      if (group.length === 1) return first;
      const { value, low, high } = estimateOverRepeats(
        group.map((row) => row.survival),
        first.count,
      );
      return { ...first, seed: null, survival: value, low, high };
    },
  );
}

function pool<Row extends Accuracy>(group: readonly Row[]): Row {
  const [first] = group as [Row];
  if (group.length === 1) return first;
  const { value, low, high } = estimateOverRepeats(
    group.map((row) => row.accuracy),
    first.count,
  );
  return { ...first, ...averageNumbers(group), seed: null, accuracy: value, low, high };
}

/** The means of the columns that are numbers in every row and differ between rows. */
function averageNumbers<Row extends object>(group: readonly Row[]): Partial<Row> {
  const averages = Object.keys(group[0]!).flatMap((column) => {
    const values = group.map((row) => row[column as keyof Row]);
    return values.every((value) => typeof value === 'number') && new Set(values).size > 1
      ? [[column, mean(values)]]
      : [];
  });
  return Object.fromEntries(averages) as Partial<Row>;
}
