import { orderAttacks, titleEpsilon } from '../../results/attack-labels.ts';
import { orderModels } from '../../results/model-styles.ts';
import type { AttackRow } from '../../results/result-table.ts';
import { byPlace } from './attack-charts.ts';
import type { Chart } from './chart.ts';

interface Measure {
  readonly title: string;
  readonly axis: string;
  readonly value: (row: AttackRow) => number | null;
  /** Whether it is an area under a curve: between 0 and 1, where 0.5 is guessing. */
  readonly isArea?: boolean;
  readonly onlyBayesian?: boolean;
}

const measures: readonly Measure[] = [
  { title: 'Predictive entropy', axis: 'Nats', value: (cell) => cell.entropyMean },
  {
    title: 'Mutual information',
    axis: 'Nats',
    value: (cell) => cell.mutualInformationMean,
    onlyBayesian: true,
  },
  {
    title: 'Attacked or clean, by entropy',
    axis: 'AUROC',
    value: (cell) => cell.attackAurocEntropy,
    isArea: true,
  },
  {
    title: 'Attacked or clean, by mutual information',
    axis: 'AUROC',
    value: (cell) => cell.attackAurocMutualInformation,
    isArea: true,
    onlyBayesian: true,
  },
  {
    title: 'Wrong or right, by entropy',
    axis: 'AUROC',
    value: (cell) => cell.errorAurocEntropy,
    isArea: true,
  },
];

/** Charts of how uncertain the models are, and of whether that gives the attack away. `cells` are of one attack and threat. */
export function chartUncertainty(cells: readonly AttackRow[]): Chart[] {
  const [attack] = orderAttacks(cells);
  if (attack === undefined) return [];
  return measures.flatMap(({ title, axis, value, isArea = false, onlyBayesian = false }) => {
    const shown = cells.filter(
      (cell) => value(cell) !== null && (!onlyBayesian || (cell.bayesian && cell.evaluationSamples > 1)),
    );
    if (new Set(shown.map(({ epsilon }) => epsilon)).size < 2) return [];
    const most = Math.max(...shown.map((cell) => value(cell)!));
    const chart: Chart = {
      title,
      description: describeRange(shown, value),
      x: {
        label: titleEpsilon(attack),
        symbol: 'ε',
        domain: [0, Math.max(...shown.map(({ epsilon }) => epsilon))],
      },
      y: { label: axis, domain: [0, isArea ? 1 : Math.max(most * 1.08, 1e-3)] },
      series: orderModels(shown).map((model) => ({
        ...model,
        dashed: model.bayesian,
        points: shown
          .filter((cell) => cell.model === model.name)
          .map((cell) => ({ x: cell.epsilon, y: value(cell)! }))
          .sort(byPlace),
      })),
      levels: isArea ? [{ y: 0.5, label: 'guessing' }] : [],
    };
    return [chart];
  });
}

function describeRange(cells: readonly AttackRow[], value: Measure['value']): string {
  return orderModels(cells)
    .map(({ name, label }) => {
      const own = cells.filter(({ model }) => model === name).sort((a, b) => a.epsilon - b.epsilon);
      const [first, last] = [own[0]!, own.at(-1)!];
      return `${label}: ${value(first)!.toFixed(3)} at ε ${first.epsilon}, ${value(last)!.toFixed(3)} at ε ${last.epsilon}.`;
    })
    .join(' ');
}
