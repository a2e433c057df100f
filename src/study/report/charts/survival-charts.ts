import type { SurvivalRow } from '../../../generated/artifacts/survival.ts';
import { labelNorm, orderAttacks } from '../../figures/attack-labels.ts';
import { orderModels } from '../../figures/model-styles.ts';
import { byPlace } from './attack-charts.ts';
import type { Chart, ChartPoint } from './chart.ts';

/** Share of images that no ε up to this one fools, a chart for each attack. `rows` are of one dataset under one threat. */
export function chartSurvival(rows: readonly SurvivalRow[]): Chart[] {
  if (new Set(rows.map(({ epsilon }) => epsilon)).size < 2) return [];
  return orderAttacks(rows).map((attack) => {
    const own = rows.filter((row) => row.attack === attack.name);
    const end = Math.max(...own.map(({ epsilon }) => epsilon));
    const series = orderModels(own).map((model) => ({
      ...model,
      dashed: model.bayesian,
      points: averageTrainings(own.filter((row) => row.model === model.name)),
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

/** One training's share has an interval; of several trainings the mean is drawn, without one. */
function averageTrainings(rows: readonly SurvivalRow[]): ChartPoint[] {
  return [...new Set(rows.map(({ epsilon }) => epsilon))]
    .map((x): ChartPoint => {
      const own = rows.filter(({ epsilon }) => epsilon === x);
      const [{ low, high, count }] = own as [SurvivalRow];
      const y = own.reduce((sum, { survival }) => sum + survival, 0) / own.length;
      return own.length === 1 ? { x, y, low, high, count } : { x, y };
    })
    .sort(byPlace);
}
