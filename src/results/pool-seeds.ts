import type { CleanRow } from '../generated/artifacts/clean.ts';
import type { SurvivalRow } from '../generated/artifacts/survival.ts';
import type { AttackRow } from '../generated/artifacts/table.ts';
import { estimateOverTrainings } from '../statistics/over-trainings.ts';
import { groupBy } from './group-by.ts';

interface Accuracy {
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
  readonly seed: string | null;
  readonly count: number;
}

/**
 * Rows with the trainings of one model (their `seed`) taken together, for figures and verdicts: numbers are means over
 * trainings, and the interval of the accuracy is that of estimateOverTrainings. A model that was trained once keeps its rows.
 */
export function poolAttackRows(rows: readonly AttackRow[]): AttackRow[] {
  return groupBy(rows, (row) => [row.dataset, row.model, row.threat, row.attack, row.epsilon]).map(pool);
}

/** The same for models on clean images. */
export function poolCleanRows(rows: readonly CleanRow[]): CleanRow[] {
  return groupBy(rows, (row) => [row.dataset, row.model]).map(pool);
}

/** The same for shares of images that no ε up to one fools. */
export function poolSurvivalRows(rows: readonly SurvivalRow[]): SurvivalRow[] {
  return groupBy(rows, (row) => [row.dataset, row.model, row.threat, row.attack, row.epsilon]).map(
    (group) => {
      const [first] = group as [SurvivalRow];
      if (group.length === 1) return first;
      const { value, low, high } = estimateOverTrainings(
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
  const { value, low, high } = estimateOverTrainings(
    group.map((row) => row.accuracy),
    first.count,
  );
  return { ...first, ...averageNumbers(group), seed: null, accuracy: value, low, high };
}

/** Columns that are numbers in every row and differ between them, averaged. */
function averageNumbers<Row extends object>(group: readonly Row[]): Partial<Row> {
  const averages = Object.keys(group[0]!).flatMap((column) => {
    const values = group.map((row) => row[column as keyof Row]);
    return values.every((value) => typeof value === 'number') && new Set(values).size > 1
      ? [[column, values.reduce((sum, value) => sum + value, 0) / values.length]]
      : [];
  });
  return Object.fromEntries(averages) as Partial<Row>;
}
