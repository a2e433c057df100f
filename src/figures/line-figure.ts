import type { TopLevelSpec } from 'vega-lite';
import type { ModelStyle } from '../results/model-styles.ts';
import type { FigureDrawing } from './figure-drawing.ts';
import { figureTheme, ink } from './figure-theme.ts';
import { encodeModels, encodePointFill } from './model-encoding.ts';

/** Panel sizes in px; one column is for phones. */
const panelSize = { narrow: { width: 270, height: 170 }, wide: { width: 168, height: 136 } };

/** One point of a line; `low` and `high` are the ends of its interval, where it has one. */
export interface LinePoint {
  readonly model: string;
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

export interface LinePanel {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly points: readonly LinePoint[];
  /** Ends of the axis of values; absent: where the points are, from 0. */
  readonly yDomain?: readonly [number, number];
  /** A level to compare with, and its name. */
  readonly level?: { readonly value: number; readonly label: string };
}

export interface LineFigure {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly panels: readonly LinePanel[];
  readonly models: readonly ModelStyle[];
  readonly columns: 1 | 2;
  /** Axes by factors of two (of samples) and of ten (of values) instead of linear ones. */
  readonly isLogarithmic?: boolean;
}

/** Panels with a line, points and (where points have intervals) a band for each model, under one legend. */
export function drawLineFigure(figure: LineFigure): FigureDrawing {
  const { title, subtitle, panels, models, columns } = figure;
  const labels = new Map(models.map((model) => [model.name, model.label]));
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: title, subtitle },
    data: {
      values: panels.flatMap((panel) =>
        panel.points.map(({ model, ...point }) => ({
          panel: panel.title,
          quantity: panel.yTitle,
          label: labels.get(model),
          ...point,
        })),
      ),
    },
    columns,
    spacing: { row: 16, column: 22 },
    concat: panels.map((panel) => drawPanel(panel, figure)),
    resolve: { scale: { color: 'shared', strokeDash: 'shared' } },
    config: figureTheme,
  } as unknown as TopLevelSpec;
  return { spec, title, description: describe(figure) };
}

function drawPanel(panel: LinePanel, { models, columns, isLogarithmic = false }: LineFigure) {
  const size = panelSize[columns === 1 ? 'narrow' : 'wide'];
  const xs = [...new Set(panel.points.map((point) => point.x))].sort((a, b) => a - b);
  const x = {
    field: 'x',
    type: 'quantitative',
    title: panel.xTitle,
    scale: isLogarithmic
      ? { type: 'log', base: 2, nice: false }
      : { domain: [0, xs.at(-1)! > 0 ? xs.at(-1)! : 1], nice: false },
    axis: isLogarithmic
      ? { values: xs, format: 'd', labelOverlap: 'greedy' }
      : { tickCount: 5, format: '.3~f' },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    title: panel.yTitle,
    scale: isLogarithmic
      ? { type: 'log' }
      : panel.yDomain === undefined
        ? { zero: true, nice: true }
        : { domain: panel.yDomain, nice: false },
    axis: isLogarithmic ? { format: '~g', tickCount: 4 } : { tickCount: 5, format: '.2~f' },
  };
  const encoding = encodeModels(models, models.length > 4 || columns === 1 ? 2 : models.length);
  const hasBand = panel.points.some((point) => point.low !== undefined);
  return {
    ...size,
    transform: [
      { filter: { field: 'panel', equal: panel.title } },
      { filter: { field: 'quantity', equal: panel.yTitle } },
    ],
    layer: [
      drawTitle(panel.title, size.width),
      ...(panel.level === undefined ? [] : drawLevel(panel.level, y, size.width)),
      ...(hasBand
        ? [
            {
              mark: { type: 'area', opacity: 0.16, clip: true },
              encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color: encoding.color },
            },
          ]
        : []),
      { mark: { type: 'line', strokeWidth: 1.8, clip: true }, encoding: { x, y, ...encoding } },
      {
        mark: { type: 'point', size: 20, strokeWidth: 1.3, filled: false, opacity: 1 },
        encoding: { x, y, color: encoding.color, fill: encodePointFill(models) },
      },
    ],
    resolve: { scale: { fill: 'independent' } },
  };
}

function drawTitle(text: string, width: number) {
  const place = { x: width / 2, y: -6, baseline: 'bottom', fontSize: 14, fontWeight: 'bold' };
  return { data: { values: [{}] }, mark: { type: 'text', text, ...place, color: ink.text } };
}

function drawLevel({ value, label }: { value: number; label: string }, y: object, width: number) {
  const data = { values: [{ value }] };
  const level = { ...y, field: 'value' };
  const text = { text: label, x: width - 4, align: 'right', baseline: 'top', dy: 2, fontSize: 11 };
  return [
    { data, mark: { type: 'rule', color: ink.faint, strokeDash: [1, 3] }, encoding: { y: level } },
    { data, mark: { type: 'text', ...text, color: ink.faint }, encoding: { y: level } },
  ];
}

function describe({ title, subtitle, panels, models }: LineFigure): string {
  const ends = panels.map(({ title: name, yTitle, points }) => {
    const last = models.flatMap((model) => {
      const own = points.filter((point) => point.model === model.name);
      const end = own.reduce<LinePoint | undefined>(
        (a, b) => (a === undefined || b.x > a.x ? b : a),
        undefined,
      );
      return end === undefined ? [] : [`${model.label} ${end.y.toPrecision(3)} at ${end.x}`];
    });
    return `${name}, ${yTitle}: ${last.join(', ')}`;
  });
  return `${title}. ${subtitle.join('; ')}. At the right end: ${ends.join('. ')}.`;
}
