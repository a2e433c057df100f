import { Resvg } from '@resvg/resvg-js';

/** Pixels for each unit of the figure: 300 dpi when the figure is printed at half a text width. */
const pixelScale = 2.5;

/** Draws an outlined SVG as a PNG. It holds no text any more, so no font is loaded. */
export function renderPng(svg: string): Buffer {
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: pixelScale },
    font: { loadSystemFonts: false },
  });
  return drawing.render().asPng();
}
