import type { GradientNormRow } from '../../generated/artifacts/norms.ts';
import { orderModels } from '../../results/model-styles.ts';
import { byPlace } from './attack-charts.ts';
import type { Chart } from './chart.ts';

/** A chart of the norm of the averaged gradient against the number of samples, on log axes. `rows` are of one dataset. */
export function chartGradients(rows: readonly GradientNormRow[]): Chart[] {
  const positive = rows.filter(({ l2Low }) => l2Low > 0);
  if (new Set(positive.map(({ samples }) => samples)).size < 2) return [];
  const lows = Math.min(...positive.map(({ l2Low }) => l2Low));
  const highs = Math.max(...positive.map(({ l2High }) => l2High));
  const chart: Chart = {
    title: 'Gradient of the loss, ℓ2 norm',
    description: describeEnds(positive),
    x: {
      label: 'K, posterior samples averaged',
      symbol: 'K',
      domain: [1, Math.max(...positive.map(({ samples }) => samples))],
      scale: 'log',
    },
    y: { label: 'Mean ℓ2 norm', domain: [lows * 0.8, highs * 1.25], scale: 'log' },
    series: orderModels(positive).flatMap((style) => {
      const own = positive.filter(({ model }) => model === style.name);
      const seeds = [...new Set(own.map(({ seed }) => seed))];
      return seeds.map((seed) => ({
        ...style,
        label: seeds.length > 1 ? `${style.label} (repeat ${seed})` : style.label,
        dashed: style.bayesian,
        points: own
          .filter((row) => row.seed === seed)
          .map(({ samples, l2Mean, l2Low, l2High, count }) => ({
            x: samples,
            y: l2Mean,
            low: l2Low,
            high: l2High,
            count,
          }))
          .sort(byPlace),
      }));
    }),
  };
  return [chart];
}

function describeEnds(rows: readonly GradientNormRow[]): string {
  return orderModels(rows)
    .map(({ name, label }) => {
      const own = rows.filter(({ model }) => model === name).sort((a, b) => a.samples - b.samples);
      const [first, last] = [own[0]!, own.at(-1)!];
      return `${label}: ${first.l2Mean.toPrecision(3)} for K = ${first.samples}, ${last.l2Mean.toPrecision(3)} for K = ${last.samples}.`;
    })
    .join(' ');
}
