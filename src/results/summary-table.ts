import type { SummaryRow } from '../generated/artifacts/summary.ts';
import type { AttackRow } from '../generated/artifacts/table.ts';
import { estimateMeanShare } from '../statistics/student-t.ts';
import { wilsonInterval } from '../statistics/wilson-interval.ts';
import { probabilityColumns } from './attack-table.ts';
import { groupBy } from './group-by.ts';

/** Columns that are means over the trainings. */
const averaged = ['loss', ...probabilityColumns] as const satisfies readonly (keyof AttackRow &
  keyof SummaryRow)[];

/** Columns of summary.csv, in order. */
export const summaryColumns = [
  'dataset',
  'model',
  'network',
  'bayesian',
  'threat',
  'attack',
  'norm',
  'epsilon',
  'seeds',
  'accuracy',
  'low',
  'high',
  'interval',
  'deviation',
  'lowest',
  'highest',
  'pooledLow',
  'pooledHigh',
  'count',
  'cleanAccuracy',
  ...averaged,
] as const satisfies readonly (keyof SummaryRow)[];

/**
 * Takes the trainings of one model together: a row for each cell but for its seed, in order of appearance.
 *
 * `low` and `high`: of several trainings the interval of their mean accuracy by Student's t, which covers what
 * another training would give, cut to [0, 1]; of a single one Wilson's interval over its images. `pooledLow` and
 * `pooledHigh`: Wilson's interval over all images of all trainings, as if they were independent; it is for seeing how
 * much of the spread is between trainings, not for verdicts.
 */
export function summariseSeeds(rows: readonly AttackRow[]): SummaryRow[] {
  const groups = groupBy(rows, (row) => [row.dataset, row.model, row.threat, row.attack, row.epsilon]);
  return groups.map((group) => {
    const [first] = group as [AttackRow];
    const accuracies = group.map((row) => row.accuracy);
    const right = group.reduce((sum, row) => sum + Math.round(row.accuracy * row.count), 0);
    const images = group.reduce((sum, row) => sum + row.count, 0);
    const pooled = wilsonInterval(right, images);
    const { dataset, model, network, bayesian, threat, attack, norm, epsilon, count } = first;
    return {
      ...{ dataset, model, network, bayesian, threat, attack, norm, epsilon },
      seeds: group.length,
      ...summariseAccuracies(group),
      lowest: Math.min(...accuracies),
      highest: Math.max(...accuracies),
      pooledLow: pooled.low,
      pooledHigh: pooled.high,
      count,
      cleanAccuracy: mean(group.map((row) => row.cleanAccuracy))!,
      ...(Object.fromEntries(
        averaged.map((column) => [column, mean(group.map((row) => row[column]))]),
      ) as Record<(typeof averaged)[number], number | null>),
    };
  });
}

type AccuracySummary = Pick<SummaryRow, 'accuracy' | 'low' | 'high' | 'interval' | 'deviation'>;

function summariseAccuracies(group: readonly AttackRow[]): AccuracySummary {
  const [first] = group as [AttackRow];
  if (group.length === 1) {
    const { accuracy, low, high } = first;
    return { accuracy, low, high, interval: 'wilson', deviation: null };
  }
  const { value, ...spread } = estimateMeanShare(group.map((row) => row.accuracy));
  return { accuracy: value, ...spread, interval: 'student-t' };
}

function mean(values: readonly (number | null)[]): number | null {
  return values.every((value) => value !== null)
    ? values.reduce<number>((sum, value) => sum + value!, 0) / values.length
    : null;
}
