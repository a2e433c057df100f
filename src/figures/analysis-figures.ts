import { labelNorm, orderAttacks, titleEpsilon } from '../results/attack-labels.ts';
import { isWorstCase } from '../results/attack-table.ts';
import { labelDataset } from '../results/dataset-labels.ts';
import { groupBy } from '../results/group-by.ts';
import { orderModels } from '../results/model-styles.ts';
import { poolSurvivalRows } from '../results/pool-repeats.ts';
import { mean } from '../statistics/mean.ts';
import { type AnalysisFigure, describeThreat, noData, requireRows } from './analysis-parts.ts';
import type { LinePanel } from './line-figure.ts';

/** Lays out accuracy in the worst case over attacks against ε: a panel for each norm. */
export const drawWorstCase: AnalysisFigure = (figure, table, { dataset, threat, columns }) => {
  const rows = requireRows(figure, table.rows.filter(isWorstCase), dataset, threat);
  return {
    title: `${labelDataset(dataset)}, worst case over attacks`,
    subtitle: [
      describeThreat(threat),
      'An image counts as right only under every attack of the norm; bands are 95%',
    ],
    models: orderModels(rows),
    columns,
    panels: orderAttacks(rows).map((attack) => ({
      title: `All ${labelNorm(attack.norm)} attacks`,
      xTitle: titleEpsilon(attack),
      yTitle: 'Accuracy',
      yDomain: [0, 1],
      points: rows
        .filter((row) => row.attack === attack.name)
        .map(({ model, epsilon, accuracy, low, high }) => ({ model, x: epsilon, y: accuracy, low, high })),
    })),
  };
};

/** Lays out the share of images that no ε up to the one on the axis fools: a panel for each attack. */
export const drawSurvival: AnalysisFigure = (figure, { survival = [] }, { dataset, threat, columns }) => {
  const rows = requireRows(figure, poolSurvivalRows(survival), dataset, threat);
  return {
    title: `${labelDataset(dataset)}, first ε that fools`,
    subtitle: [
      describeThreat(threat),
      'Share of images that no ε of the grid up to this one fools; bands are 95%',
    ],
    models: orderModels(rows),
    columns,
    panels: orderAttacks(rows).map((attack) => ({
      title: attack.label,
      xTitle: titleEpsilon(attack),
      yTitle: 'Share of images',
      yDomain: [0, 1],
      points: rows
        .filter((row) => row.attack === attack.name)
        .map(({ model, epsilon, survival: share, low, high }) => ({
          model,
          x: epsilon,
          y: share,
          low,
          high,
        })),
    })),
  };
};

/** Lays out the norm of the loss gradient averaged over K posterior samples against K, on logarithmic axes. */
export const drawGradientNorm: AnalysisFigure = (figure, { norms = [] }, { dataset, columns }) => {
  const rows = norms.filter((row) => row.dataset === dataset && row.l2Mean > 0 && row.l2Low > 0);
  if (rows.length === 0)
    throw noData(figure, dataset, 'gradient norms above 0 (input "norms" of the plot stage)');
  const panel = (title: string, norm: 'l2' | 'linf'): LinePanel => ({
    title,
    xTitle: 'K, posterior samples',
    yTitle: 'Norm of the gradient',
    points: groupBy(rows, (row) => [row.model, row.samples]).map((group) => {
      const average = (end: 'Mean' | 'Low' | 'High') => mean(group.map((row) => row[`${norm}${end}`]));
      return {
        model: group[0]!.model,
        x: group[0]!.samples,
        y: average('Mean'),
        low: average('Low'),
        high: average('High'),
      };
    }),
  });
  return {
    title: `${labelDataset(dataset)}, size of the expected gradient`,
    subtitle: [
      'Loss gradient at clean images, averaged over K posterior samples',
      'Mean over images, bands are 95%; gradients that cancel would fall as 1/√K',
    ],
    models: orderModels(rows),
    columns,
    isLogarithmic: true,
    panels: [panel('ℓ2', 'l2'), panel('ℓ∞', 'linf')],
  };
};
