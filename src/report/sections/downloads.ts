import { gzipSync } from 'node:zlib';
import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { labelFigure } from '../../figures/figure-catalogue.ts';
import type { FigureFile } from '../load-figures.ts';

/**
 * Offers the figures that the plot stage drew for print. The page holds them as compressed SVG, and its script unpacks them and
 * hands them out as SVG or PNG. Without the script nothing is offered; the plot stage keeps the same files.
 */
export function renderDownloads(figures: readonly FigureFile[]): Markup {
  if (figures.length === 0) return html``;
  return html`<details class="downloads"><summary>Figures for print (${figures.length})</summary>
<p class="faint">The plot stage drew these figures and keeps them as files too: SVG with text as outlines, PNG, and the Vega-Lite specification.</p>
<ul>${figures.map(
    ({ name, svg }) =>
      html`<li>${labelFigure(name)} <button type="button" data-download="svg" hidden="hidden">SVG</button> <button type="button" data-download="png" hidden="hidden">PNG</button><script type="application/gzip" data-name="${name}">${gzipSync(svg, { level: 9 }).toString('base64')}</script></li>
`,
  )}</ul></details>
`;
}
