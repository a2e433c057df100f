import type { ModelStyle } from '../results/model-styles.ts';
import { ink } from './figure-theme.ts';
import { encodeModels, encodePointFill } from './model-encoding.ts';
import { labelFontSize, type PlacedLabel } from './place-labels.ts';

const panelSizes = { narrow: { width: 270, height: 170 }, wide: { width: 168, height: 136 } };

/** Size of a panel in px. A figure in one column is for phones. */
export function sizePanel(columns: number): { readonly width: number; readonly height: number } {
  return panelSizes[columns === 1 ? 'narrow' : 'wide'];
}

/** Title of an axis, on two lines where panels are too narrow for one. */
export function breakTitle(title: string, columns: number): string | string[] {
  return columns === 1 ? title : title.split(/(?<=,) (?=pixels)/);
}

/** Name of a guide line, at its place in the panel. */
export function drawLabel({ label, x, y }: PlacedLabel) {
  const mark = { type: 'text', text: label, x, y, align: 'left', baseline: 'alphabetic' };
  return { data: { values: [{}] }, mark: { ...mark, fontSize: labelFontSize, color: ink.faint } };
}

/** Title of a panel. It is a mark, because vega moves a real title with the axis labels and titles in a row would not line up. */
export function drawPanelTitle(text: string, width: number) {
  const mark = {
    type: 'text',
    text,
    x: width / 2,
    y: -6,
    baseline: 'bottom',
    fontSize: 14,
    fontWeight: 'bold',
  };
  return { data: { values: [{}] }, mark: { ...mark, color: ink.text } };
}

/**
 * The layers with a line and points for each model, on top of a band for its interval.
 * @param hasBand whether points have the ends of an interval, in the fields `low` and `high`
 */
export function drawCurves(
  { x, y }: { readonly x: object; readonly y: object },
  models: readonly ModelStyle[],
  { columns, hasBand }: { readonly columns: number; readonly hasBand: boolean },
) {
  const encoding = encodeModels(models, models.length > 4 || columns === 1 ? 2 : models.length);
  const band = {
    mark: { type: 'area', opacity: 0.16, clip: true },
    encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color: encoding.color },
  };
  return [
    ...(hasBand ? [band] : []),
    { mark: { type: 'line', strokeWidth: 1.8, clip: true }, encoding: { x, y, ...encoding } },
    {
      mark: { type: 'point', size: 20, strokeWidth: 1.3, filled: false, opacity: 1 },
      encoding: { x, y, color: encoding.color, fill: encodePointFill(models) },
    },
  ];
}
