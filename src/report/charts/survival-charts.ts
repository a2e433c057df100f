import type { SurvivalRow } from '../../generated/artifacts/survival.ts';
import { labelNorm, orderAttacks } from '../../results/attack-labels.ts';
import { orderModels } from '../../results/model-styles.ts';
import { poolSurvivalRows } from '../../results/pool-repeats.ts';
import { byPlace } from './attack-charts.ts';
import type { Chart, ChartPoint } from './chart.ts';

/** Charts of the share of images that no ε up to the one on the axis fools, one for each attack. `rows` are of one dataset and threat. */
export function chartSurvival(rows: readonly SurvivalRow[]): Chart[] {
  if (new Set(rows.map(({ epsilon }) => epsilon)).size < 2) return [];
  return orderAttacks(rows).map((attack) => {
    const own = rows.filter((row) => row.attack === attack.name);
    const pooled = poolSurvivalRows(own);
    const end = Math.max(...own.map(({ epsilon }) => epsilon));
    const series = orderModels(own).map((model) => ({
      ...model,
      dashed: model.bayesian,
      points: pooled
        .filter((row) => row.model === model.name)
        .map(toPoint)
        .sort(byPlace),
    }));
    return {
      title: attack.label,
      description: series
        .map(({ label, points }) => `${label}: ${points.at(-1)!.y.toFixed(3)} survive ε ${end}.`)
        .join(' '),
      x: { label: `Largest ε in ${labelNorm(attack.norm)} tried`, symbol: 'ε up to', domain: [0, end] },
      y: { label: 'Share never fooled', domain: [0, 1] },
      series,
    };
  });
}

function toPoint({ epsilon: x, survival: y, low, high, count }: SurvivalRow): ChartPoint {
  return { x, y, low, high, count };
}
