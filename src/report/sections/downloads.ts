import { gzipSync } from 'node:zlib';
import { html, type Markup } from '../../../runner/src/formats/html.ts';
import type { FigureFile } from '../load-figures.ts';

/**
 * The figures as the plot stage drew them for print, inside the page: compressed SVG, unpacked and handed out as SVG or
 * PNG by the page's script. Without a script nothing is offered; the plot stage's own files are the same.
 */
export function renderDownloads(figures: readonly FigureFile[]): Markup {
  if (figures.length === 0) return html``;
  return html`<details class="downloads"><summary>Figures for print (${figures.length})</summary>
<p class="faint">Drawn by the plot stage, which also keeps them as files: SVG with text as outlines, PNG, and the vega-lite specification.</p>
<ul>${figures.map(
    ({ name, svg }) =>
      html`<li>${name} <button type="button" data-download="svg" hidden="hidden">SVG</button> <button type="button" data-download="png" hidden="hidden">PNG</button><script type="application/gzip" data-name="${name}">${gzipSync(svg, { level: 9 }).toString('base64')}</script></li>
`,
  )}</ul></details>
`;
}
