import { orderAttacks, titleEpsilon } from '../../results/attack-labels.ts';
import { chance } from '../../results/dataset-labels.ts';
import {
  isSmallEpsilon,
  largeRangeEnd,
  reachesEpsilon,
  reachOf,
  smallRangeEnd,
} from '../../results/epsilon-ranges.ts';
import { orderModels } from '../../results/model-styles.ts';
import type { AttackRow } from '../../results/result-table.ts';
import type { Chart, ChartPoint } from './chart.ts';

/** Charts of accuracy against ε: one for each attack, with a line for each model. `rows` are of one dataset under one threat. */
export function chartAttacks(rows: readonly AttackRow[], range: 'small' | 'large'): Chart[] {
  const shown = range === 'small' ? rows.filter(({ epsilon }) => isSmallEpsilon(epsilon)) : rows;
  if (new Set(shown.map(({ epsilon }) => epsilon)).size < 2) return [];
  const end = range === 'small' ? smallRangeEnd : Math.max(largeRangeEnd, ...shown.map((row) => row.epsilon));
  const lowest = Math.min(...shown.map(({ low }) => low));
  const start = range === 'large' || lowest < 0.45 ? 0 : Math.floor(lowest * 10) / 10;
  return orderAttacks(shown).map((attack) => {
    const own = shown.filter((row) => row.attack === attack.name);
    const reach = reachOf(attack.name, own);
    return {
      title: attack.label,
      description: describeEnds(own),
      x: { label: titleEpsilon(attack), symbol: 'ε', domain: [0, end] },
      y: { label: 'Accuracy', domain: [start, 1] },
      series: orderModels(own).map((model) => ({
        ...model,
        dashed: model.bayesian,
        points: own
          .filter((row) => row.model === model.name)
          .map(toPoint)
          .sort(byPlace),
      })),
      levels: start < chance ? [{ y: chance, label: 'chance' }] : [],
      limits: reach !== undefined && reach < end ? [{ x: reach, label: 'α·steps' }] : [],
    };
  });
}

function toPoint({ epsilon, accuracy, low, high, count }: AttackRow): ChartPoint {
  return { x: epsilon, y: accuracy, low, high, count };
}

/** Sorts points from left to right. */
export function byPlace(a: ChartPoint, b: ChartPoint): number {
  return a.x - b.x;
}

function describeEnds(rows: readonly AttackRow[]): string {
  const end = Math.max(...rows.map(({ epsilon }) => epsilon));
  const last = rows.filter(({ epsilon }) => epsilon === end);
  const accuracies = orderModels(last).map(
    ({ name, label }) => `${label} ${last.find(({ model }) => model === name)!.accuracy.toFixed(3)}`,
  );
  const reach = last.every(reachesEpsilon) ? undefined : reachOf(last[0]!.attack, last);
  const note = reach === undefined ? '' : ` The attack’s steps reach ${Number(reach.toPrecision(3))} only.`;
  return `Accuracy at ε ${end}: ${accuracies.join(', ')}.${note}`;
}
