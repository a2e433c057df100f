import type { SummaryRow } from '../generated/artifacts/summary.ts';
import type { AttackRow } from '../generated/artifacts/table.ts';
import { mean, sum } from '../statistics/mean.ts';
import { estimateMeanShare } from '../statistics/student-t.ts';
import { wilsonInterval } from '../statistics/wilson-interval.ts';
import { probabilityColumns } from './attack-table.ts';
import { groupBy } from './group-by.ts';

/** Columns that are means over the repeats. */
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
 * Summarizes the repeats of each model: a row for all cells that differ in their seed alone, in order of appearance.
 *
 * `low` and `high` are the ends of a 95% interval. With several repeats it is the interval of the mean accuracy by Student's t, cut
 * to [0, 1]; it covers what another repeat would give. With one training it is Wilson's interval over the images.
 *
 * `pooledLow` and `pooledHigh` are the ends of Wilson's interval over all images of all repeats, as if they were independent. They
 * show how much of the spread is between repeats and are not for verdicts.
 */
export function summarizeRepeats(rows: readonly AttackRow[]): SummaryRow[] {
  const groups = groupBy(rows, (row) => [row.dataset, row.model, row.threat, row.attack, row.epsilon]);
  return groups.map((group) => {
    const [first] = group as [AttackRow];
    const accuracies = group.map((row) => row.accuracy);
    const right = sum(group.map((row) => Math.round(row.accuracy * row.count)));
    const images = sum(group.map((row) => row.count));
    const pooled = wilsonInterval(right, images);
    const { dataset, model, network, bayesian, threat, attack, norm, epsilon, count } = first;
    return {
      ...{ dataset, model, network, bayesian, threat, attack, norm, epsilon },
      seeds: group.length,
      ...summarizeAccuracies(group),
      lowest: Math.min(...accuracies),
      highest: Math.max(...accuracies),
      pooledLow: pooled.low,
      pooledHigh: pooled.high,
      count,
      cleanAccuracy: mean(group.map((row) => row.cleanAccuracy)),
      ...(Object.fromEntries(
        averaged.map((column) => [column, averageKnown(group.map((row) => row[column]))]),
      ) as Record<(typeof averaged)[number], number | null>),
    };
  });
}

type AccuracySummary = Pick<SummaryRow, 'accuracy' | 'low' | 'high' | 'interval' | 'deviation'>;

function summarizeAccuracies(group: readonly AttackRow[]): AccuracySummary {
  const [first] = group as [AttackRow];
  if (group.length === 1) {
    const { accuracy, low, high } = first;
    return { accuracy, low, high, interval: 'wilson', deviation: null };
  }
  const { value, ...spread } = estimateMeanShare(group.map((row) => row.accuracy));
  return { accuracy: value, ...spread, interval: 'student-t' };
}

/** Null where any value is not known. */
function averageKnown(values: readonly (number | null)[]): number | null {
  return values.every((value) => value !== null) ? mean(values) : null;
}
