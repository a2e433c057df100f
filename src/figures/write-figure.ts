import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import type { ResultTable } from '../results/result-table.ts';
import type { Threat } from '../results/threat-labels.ts';
import { drawGradientNorm, drawSurvival, drawWorstCase } from './analysis-figures.ts';
import { drawAttackFigure } from './attack-figure.ts';
import { chooseDataset } from './choose-dataset.ts';
import { drawCleanFigure } from './clean-figure.ts';
import { type FigureEntry, findFigure } from './figure-catalogue.ts';
import { loadFonts } from './font/load-fonts.ts';
import { drawLineFigure } from './line-figure.ts';
import { type FigureDrawing, renderSvg } from './render-svg.ts';
import { drawDetection, drawUncertainty } from './uncertainty-figures.ts';

/** Pixels for each unit of the figure: 300 dpi when the figure is printed at half a text width. */
const pixelScale = 2.5;

export interface FigureRequest {
  /** Name in the catalogue: `figure-1` and so on, `uncertainty`, … */
  readonly figure: string;
  readonly threat: Threat;
  /** Needed only where the table has several datasets that the figure could show. */
  readonly dataset?: string | undefined;
}

/**
 * Draws one figure into a folder: `<figure>-<threat>.svg`, `.png` and `.vl.json`, and `<figure>-<threat>.narrow.svg`, which has one
 * column of panels, for phones. Figures that are not of the paper also have the dataset in their name:
 * `uncertainty-mnist-direct.svg`.
 * @throws FigureError where the table lacks what the figure shows
 */
export async function writeFigure(folder: string, table: ResultTable, request: FigureRequest): Promise<void> {
  const figure = findFigure(request.figure);
  const dataset = chooseDataset(sourceOf(figure, table), figure, request.dataset);
  const draw = (isNarrow: boolean): FigureDrawing =>
    drawFigure(figure, table, dataset, request.threat, isNarrow);
  const subject = figure.family === undefined ? `-${dataset.replaceAll(/[^\w.-]/g, '-')}` : '';
  const name = `${request.figure}${subject}-${request.threat}`;
  const fonts = await loadFonts();
  const wide = draw(false);
  const svg = await renderSvg(wide, fonts, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.svg`), svg);
  await writeFile(join(folder, `${name}.narrow.svg`), await renderSvg(draw(true), fonts, `${name}-narrow`));
  await writeFile(join(folder, `${name}.png`), renderPng(svg));
  await writeFile(join(folder, `${name}.vl.json`), `${JSON.stringify(wide.spec, null, 2)}\n`);
}

/** Draws an SVG as a PNG. Its text is outlines already, so no font is loaded. */
export function renderPng(svg: string): Buffer {
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: pixelScale },
    font: { loadSystemFonts: false },
  });
  return drawing.render().asPng();
}

/** The rows in which a figure looks for its dataset. */
function sourceOf(figure: FigureEntry, table: ResultTable): readonly { readonly dataset: string }[] {
  if (figure.kind === 'clean') return table.clean;
  return figure.kind === 'gradient-norm' ? (table.norms ?? []) : table.rows;
}

function drawFigure(
  figure: FigureEntry,
  table: ResultTable,
  dataset: string,
  threat: Threat,
  isNarrow: boolean,
): FigureDrawing {
  const columns = isNarrow ? 1 : 2;
  const options = { dataset, threat, columns } as const;
  switch (figure.kind) {
    case 'clean':
      return drawCleanFigure(figure, table.clean, { dataset, isNarrow });
    case 'attack':
      return drawAttackFigure(figure, table.rows, options);
    case 'uncertainty':
      return drawLineFigure(drawUncertainty(figure.name, table, options));
    case 'detection':
      return drawLineFigure(drawDetection(figure.name, table, options));
    case 'survival':
      return drawLineFigure(drawSurvival(figure.name, table, options));
    case 'worst-case':
      return drawLineFigure(drawWorstCase(figure.name, table, options));
    case 'gradient-norm':
      return drawLineFigure(drawGradientNorm(figure.name, table, options));
  }
}
