import type { TopLevelSpec } from 'vega-lite';
import { formatCount } from '../../runner/src/base/words.ts';
import { labelDataset } from '../results/dataset-labels.ts';
import { orderModels } from '../results/model-styles.ts';
import type { CleanRow } from '../results/result-table.ts';
import { type FigureEntry, titleFigure } from './figure-catalogue.ts';
import { FigureError } from './figure-error.ts';
import { figureTheme, ink } from './figure-theme.ts';
import { encodePointFill } from './model-encoding.ts';
import type { FigureDrawing } from './render-svg.ts';

/**
 * Draws the clean test accuracy of each model with its 95% interval. It uses points on a cut axis: bars would have to start at 0 and
 * would hide intervals of one percent.
 * @throws FigureError FIGURE_NO_DATA where the table has no model of the dataset
 */
export function drawCleanFigure(
  figure: FigureEntry,
  table: readonly CleanRow[],
  { dataset, isNarrow }: { readonly dataset: string; readonly isNarrow: boolean },
): FigureDrawing {
  const rows = table.filter((row) => row.dataset === dataset);
  if (rows.length === 0) {
    throw new FigureError('FIGURE_NO_DATA', `${figure.name}: no trained model of ${dataset}`);
  }
  const title = titleFigure(figure, dataset);
  const models = orderModels(rows);
  const byModel = new Map(rows.map((row) => [row.model, row]));
  const values = models.map(({ name, label }) => {
    const { accuracy, low, high } = byModel.get(name)!;
    return {
      label,
      accuracy,
      low,
      high,
      text: `${accuracy.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`,
    };
  });
  const counts = [...new Set(rows.map((row) => formatCount(row.count)))].join(' or ');
  const subtitle = [`${counts} test images of ${labelDataset(dataset)}`, 'whiskers are 95% intervals'];
  const domain = accuracyDomain(rows);
  const y = {
    field: 'label',
    type: 'nominal',
    sort: null,
    title: null,
    axis: { grid: true, ticks: false, labelPadding: 6 },
  };
  const x = {
    field: 'accuracy',
    type: 'quantitative',
    title: 'Accuracy',
    scale: { domain, nice: false, zero: false },
    axis: { tickCount: isNarrow ? 2 : 4, grid: false },
  };
  const color = {
    field: 'label',
    type: 'nominal',
    legend: null,
    scale: { domain: models.map((model) => model.label), range: models.map((model) => model.colour) },
  };
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: title, subtitle },
    data: { values },
    width: isNarrow ? 105 : 200,
    height: { step: 34 },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color },
      },
      ...['low', 'high'].map((end) => ({
        mark: { type: 'tick', thickness: 2, size: 10, opacity: 1 },
        encoding: { y, x: { ...x, field: end }, color },
      })),
      {
        mark: { type: 'point', size: 70, strokeWidth: 2, filled: false, opacity: 1 },
        encoding: { y, x, color, fill: encodePointFill(models) },
      },
      {
        mark: { type: 'text', align: 'left', x: 'width', dx: 10, fontSize: 12.5, color: ink.text },
        encoding: { y, text: { field: 'text' } },
      },
    ],
    resolve: { scale: { fill: 'independent' } },
    config: figureTheme,
  } as unknown as TopLevelSpec;
  const list = values.map((value) => `${value.label} ${value.text}`).join('; ');
  return { spec, title, description: `${title}. ${subtitle.join('; ')}. ${list}.` };
}

/** The part of the axis where the intervals are; the whole axis if some model is bad. */
function accuracyDomain(rows: readonly CleanRow[]): [number, number] {
  const least = Math.min(...rows.map((row) => row.low));
  return least < 0.6 ? [0, 1] : [Math.floor((least - 0.005) * 50) / 50, 1];
}
