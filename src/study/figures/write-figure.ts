import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawAttackFigure } from './attack-figure.ts';
import { drawCleanFigure } from './clean-figure.ts';
import { type FigureEntry, findFigure } from './figure-catalogue.ts';
import type { FigureDrawing } from './figure-drawing.ts';
import { loadFonts } from './font/load-fonts.ts';
import { renderPng } from './render-png.ts';
import { renderSvg } from './render-svg.ts';
import type { ResultTable } from './result-table.ts';
import { chooseDataset } from './select-rows.ts';
import type { Threat } from './threat-labels.ts';

export interface FigureRequest {
  /** Name in the catalogue: `figure-1` and so on. */
  readonly figure: string;
  readonly threat: Threat;
  /** Needed only when the table has several datasets of the figure's family. */
  readonly dataset?: string | undefined;
}

/**
 * Draws one figure into a folder: `<figure>-<threat>.svg`, `.png` and `.vl.json` for paper and desk, and
 * `<figure>-<threat>.narrow.svg`, the same in one column, for a phone.
 * @throws FigureError when the table lacks what the figure shows
 */
export async function writeFigure(folder: string, table: ResultTable, request: FigureRequest): Promise<void> {
  const figure = findFigure(request.figure);
  const dataset = chooseDataset(figure.kind === 'clean' ? table.clean : table.rows, figure, request.dataset);
  const draw = (isNarrow: boolean): FigureDrawing =>
    drawFigure(figure, table, dataset, request.threat, isNarrow);
  const name = `${request.figure}-${request.threat}`;
  const fonts = await loadFonts();
  const wide = draw(false);
  const svg = await renderSvg(wide, fonts, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.svg`), svg);
  await writeFile(join(folder, `${name}.narrow.svg`), await renderSvg(draw(true), fonts, `${name}-narrow`));
  await writeFile(join(folder, `${name}.png`), renderPng(svg));
  await writeFile(join(folder, `${name}.vl.json`), `${JSON.stringify(wide.spec, null, 2)}\n`);
}

function drawFigure(
  figure: FigureEntry,
  table: ResultTable,
  dataset: string,
  threat: Threat,
  isNarrow: boolean,
): FigureDrawing {
  return figure.kind === 'clean'
    ? drawCleanFigure(figure, table.clean, { dataset, isNarrow })
    : drawAttackFigure(figure, table.rows, { dataset, threat, columns: isNarrow ? 1 : 2 });
}
