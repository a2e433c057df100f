import type { TopLevelSpec } from 'vega-lite';
import { groupBy } from '../results/group-by.ts';
import type { ModelStyle } from '../results/model-styles.ts';
import { figureTheme, ink } from './figure-theme.ts';
import { breakTitle, drawCurves, drawLabel, drawPanelTitle, sizePanel } from './panel-parts.ts';
import { placeGuideLabels, segmentsOf } from './place-labels.ts';
import type { FigureDrawing } from './render-svg.ts';

/** One point of a line. `low` and `high` are the ends of its interval, if it has one. */
export interface LinePoint {
  readonly model: string;
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** One panel of a line figure. */
export interface LinePanel {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly points: readonly LinePoint[];
  /** Ends of the vertical axis. Absent: from 0 to the highest point. */
  readonly yDomain?: readonly [number, number];
  /** A horizontal line to compare with, and its name; only with `yDomain`. */
  readonly level?: { readonly value: number; readonly label: string };
}

/** A figure of lines, one for each model in each panel. */
export interface LineFigure {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly panels: readonly LinePanel[];
  readonly models: readonly ModelStyle[];
  readonly columns: 1 | 2;
  /** Whether the axes are logarithmic, with ticks at powers of two (samples) and of ten (values). */
  readonly isLogarithmic?: boolean;
}

/** Draws panels under one legend: a line with points for each model, and a band where points have intervals. */
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
  const size = sizePanel(columns);
  const xs = [...new Set(panel.points.map((point) => point.x))].sort((a, b) => a - b);
  const x = {
    field: 'x',
    type: 'quantitative',
    title: breakTitle(panel.xTitle, columns),
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
  const hasBand = panel.points.some((point) => point.low !== undefined);
  return {
    ...size,
    transform: [
      { filter: { field: 'panel', equal: panel.title } },
      { filter: { field: 'quantity', equal: panel.yTitle } },
    ],
    layer: [
      drawPanelTitle(panel.title, size.width),
      ...(panel.level === undefined ? [] : drawLevel(panel.level, panel, y, size)),
      ...drawCurves({ x, y }, models, { columns, hasBand }),
    ],
    resolve: { scale: { fill: 'independent' } },
  };
}

/** A line to compare with, and its name where no curve runs. */
function drawLevel(
  { value, label }: NonNullable<LinePanel['level']>,
  { points, yDomain: [low, high] = [0, 1] }: LinePanel,
  y: object,
  { width, height }: { readonly width: number; readonly height: number },
) {
  const end = Math.max(...points.map((point) => point.x)) || 1;
  const placeY = (at: number): number => ((high - at) / (high - low)) * height;
  const labels = placeGuideLabels({
    plot: { left: 0, right: width, top: 0, bottom: height },
    levels: [{ at: placeY(value), label }],
    limits: [],
    curves: groupBy(points, ({ model }) => [model]).flatMap((own) =>
      segmentsOf(
        [...own].sort((a, b) => a.x - b.x).map((point) => [(point.x / end) * width, placeY(point.y)]),
      ),
    ),
  });
  const rule = { type: 'rule', color: ink.faint, strokeDash: [1, 3] };
  return [
    { data: { values: [{ value }] }, mark: rule, encoding: { y: { ...y, field: 'value' } } },
    ...labels.map(drawLabel),
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
