import { orderModels } from '../../results/model-styles.ts';
import type { EpochRow } from '../parse-history.ts';
import type { TrainedModel } from '../study-results.ts';
import type { Chart } from './chart.ts';

interface Panel {
  readonly title: string;
  readonly axis: string;
  readonly value: (epoch: EpochRow) => number;
  readonly isShare?: boolean;
  readonly onlyBayesian?: boolean;
}

const panels: readonly Panel[] = [
  { title: 'Accuracy, training images', axis: 'Accuracy', value: (e) => e.trainAccuracy, isShare: true },
  {
    title: 'Accuracy, validation images',
    axis: 'Accuracy',
    value: (e) => e.validationAccuracy,
    isShare: true,
  },
  { title: 'Loss, training images', axis: 'Mean NLL, nats', value: (e) => e.trainLoss },
  { title: 'Loss, validation images', axis: 'Mean NLL, nats', value: (e) => e.validationLoss },
  { title: 'KL divergence from the prior', axis: 'Nats', value: (e) => e.kl, onlyBayesian: true },
];

/** Charts of loss, accuracy and KL against the epoch. A dot marks the epoch whose weights were kept. `models` are of one dataset. */
export function chartTraining(models: readonly TrainedModel[]): Chart[] {
  return panels.flatMap(({ title, axis, value, isShare = false, onlyBayesian = false }) => {
    const shown = models.filter(
      ({ epochs, metrics }) => epochs.length > 0 && (!onlyBayesian || metrics.bayesian),
    );
    if (shown.length === 0) return [];
    const values = shown.flatMap(({ epochs }) => epochs.map(value));
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const isLog = !isShare && least > 0 && most / least > 10;
    return [
      {
        title,
        description: shown.map((model) => describeKept(model, value)).join(' '),
        x: {
          label: 'Epoch',
          symbol: 'epoch',
          domain: [1, Math.max(2, ...shown.map(({ epochs }) => epochs.length))],
        },
        y: {
          label: axis,
          domain: isLog
            ? [least * 0.8, most * 1.25]
            : [isShare && least >= 0.45 ? Math.floor(least * 10) / 10 : 0, isShare ? 1 : most * 1.05],
          scale: isLog ? 'log' : 'linear',
        },
        series: orderModels(shown.map(({ metrics }) => metrics)).flatMap((style) => {
          const repeats = shown.filter(({ metrics }) => metrics.model === style.name);
          return repeats.map(({ repeat, epochs }) => ({
            ...style,
            label: repeats.length > 1 ? `${style.label} (repeat ${repeat})` : style.label,
            dashed: style.bayesian,
            points: epochs.map((epoch) => ({ x: epoch.epoch, y: value(epoch) })),
            markedX: epochs.find(({ best }) => best)?.epoch ?? 0,
          }));
        }),
      } satisfies Chart,
    ];
  });
}

function describeKept({ metrics, epochs }: TrainedModel, value: (epoch: EpochRow) => number): string {
  const kept = epochs.find(({ best }) => best);
  const style = orderModels([metrics])[0]!;
  return kept === undefined
    ? `${style.label}: no epoch kept.`
    : `${style.label}: epoch ${kept.epoch} of ${epochs.length} kept, ${value(kept).toPrecision(3)}.`;
}
