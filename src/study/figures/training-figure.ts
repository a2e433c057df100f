import type { TopLevelSpec } from 'vega-lite';
import { labelDataset } from './figure-catalogue.ts';
import type { FigureDrawing } from './figure-drawing.ts';
import { figureTheme, ink } from './figure-theme.ts';
import { encodeModels } from './model-encoding.ts';
import { orderModels } from './model-styles.ts';

export interface TrainingCurve {
  readonly model: string;
  readonly bayesian: boolean;
  readonly epochs: readonly {
    readonly epoch: number;
    readonly trainAccuracy: number;
    readonly validationAccuracy: number;
    readonly best: boolean;
  }[];
}

const panels = [
  { field: 'trainAccuracy', title: 'Training images' },
  { field: 'validationAccuracy', title: 'Validation images' },
];

/** Accuracy against epoch on training and validation images, a line for each model; a point marks the epoch kept. */
export function drawTrainingFigure(
  curves: readonly TrainingCurve[],
  { dataset, columns }: { readonly dataset: string; readonly columns: 1 | 2 },
): FigureDrawing {
  const models = orderModels(curves);
  const labels = new Map(models.map((model) => [model.name, model.label]));
  const values = curves.flatMap(({ model, epochs }) =>
    epochs.map((epoch) => ({ ...epoch, label: labels.get(model) })),
  );
  const lowest = Math.min(...values.flatMap((value) => [value.trainAccuracy, value.validationAccuracy]));
  const encoding = encodeModels(models, models.length > 4 || columns === 1 ? 2 : models.length);
  const [width, height] = columns === 1 ? [270, 170] : [168, 136];
  const x = {
    field: 'epoch',
    type: 'quantitative',
    title: 'Epoch',
    scale: { nice: false, zero: false },
    axis: { tickMinStep: 1, tickCount: 5, format: 'd' },
  };
  const title = `Training on ${labelDataset(dataset)}`;
  const subtitle = ['Accuracy after each epoch; the point is the epoch kept'];
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: title, subtitle },
    data: { values },
    columns,
    spacing: { row: 14, column: 18 },
    concat: panels.map((panel, i) => {
      const isLeft = i % columns === 0;
      const y = {
        field: panel.field,
        type: 'quantitative',
        title: isLeft ? 'Accuracy' : null,
        scale: { domain: [lowest < 0.45 ? 0 : Math.floor(lowest * 10) / 10, 1], nice: false },
        axis: { tickCount: 5, labels: isLeft, format: '.2~f' },
      };
      const mark = {
        text: panel.title,
        x: width! / 2,
        y: -6,
        baseline: 'bottom',
        fontSize: 14,
        fontWeight: 'bold',
      };
      return {
        width,
        height,
        layer: [
          { data: { values: [{}] }, mark: { type: 'text', ...mark, color: ink.text } },
          { mark: { type: 'line', strokeWidth: 1.8 }, encoding: { x, y, ...encoding } },
          {
            transform: [{ filter: 'datum.best' }],
            mark: { type: 'point', size: 36, filled: true, opacity: 1 },
            encoding: { x, y, color: encoding.color },
          },
        ],
      };
    }),
    resolve: { scale: { color: 'shared', strokeDash: 'shared' } },
    config: figureTheme,
  } as unknown as TopLevelSpec;
  const ends = curves.map(({ model, epochs }) => {
    const kept = epochs.find((epoch) => epoch.best);
    return kept === undefined
      ? `${labels.get(model)}: no epoch kept`
      : `${labels.get(model)}: epoch ${kept.epoch} of ${epochs.length}, validation accuracy ${kept.validationAccuracy.toFixed(3)}`;
  });
  return { spec, title, description: `${title}. ${subtitle[0]}. ${ends.join('. ')}.` };
}
