import * as vega from 'vega';
import { compile } from 'vega-lite';
import type { FigureDrawing } from './figure-drawing.ts';
import { FigureError } from './figure-error.ts';
import { type Fonts, faceOf, measureText } from './font/load-fonts.ts';
import { outlineSvgText } from './font/outline-svg-text.ts';

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/** vega-scenegraph's measure; typed here because vega's typings leave it out. */
const { textMetrics } = vega as unknown as {
  textMetrics: { width: (item: TextItem, text: unknown) => number };
};

/**
 * Draws a figure as an SVG whose bytes depend on the drawing alone: text is measured with, and replaced by, the
 * outlines of the given fonts; ids begin with `idPrefix` so that several figures can share a page.
 * @throws FigureError `FIGURE_SPEC` when vega-lite warns about the specification
 */
export async function renderSvg(drawing: FigureDrawing, fonts: Fonts, idPrefix: string): Promise<string> {
  textMetrics.width = (item, text) =>
    measureText(faceOf(fonts, item.fontWeight), text == null ? '' : String(text).trim(), item.fontSize ?? 11);
  const view = new vega.View(vega.parse(compileSpec(drawing)), { renderer: 'none' });
  try {
    const svg = await view.toSVG();
    const outlined = outlineSvgText(renameIds(dropInvisible(svg), idPrefix), fonts, idPrefix);
    return dropControls(describeSvg(outlined, drawing, idPrefix));
  } finally {
    view.finalize();
  }
}

function compileSpec(drawing: FigureDrawing): vega.Spec {
  const warnings: string[] = [];
  const logger = Object.assign(vega.logger(vega.None), {
    warn(...parts: unknown[]) {
      warnings.push(parts.join(' '));
      return logger;
    },
  });
  const { spec } = compile(drawing.spec, { logger });
  if (warnings.length > 0) {
    throw new FigureError('FIGURE_SPEC', `${drawing.title}: vega-lite warns: ${warnings.join('; ')}`);
  }
  return spec;
}

/** vega draws an empty background and an unseen foreground for every group, for hit tests that a file never has. */
function dropInvisible(svg: string): string {
  return svg.replace(
    /<path class="(?:background" [^>]*d="M0,0h0v0h0Z"|foreground" [^>]*display="none")[^>]*\/>/g,
    '',
  );
}

/**
 * vega numbers its clip paths from a counter of the process, so that a worker that drew before would give other bytes:
 * ids are numbered anew by their order in this figure.
 */
function renameIds(svg: string, idPrefix: string): string {
  const names = new Map<string, string>();
  const rename = (id: string): string => {
    if (!names.has(id)) names.set(id, `${idPrefix}-${names.size + 1}`);
    return names.get(id)!;
  };
  return svg
    .replace(/ id="([^"]+)"/g, (_, id: string) => ` id="${rename(id)}"`)
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${rename(id)})`);
}

/** Title and description for screen readers; the size gives way to the page's. */
function describeSvg(svg: string, { title, description }: FigureDrawing, idPrefix: string): string {
  const [titleId, descriptionId] = [`${idPrefix}-title`, `${idPrefix}-desc`];
  return svg.replace(
    /<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} role="img" aria-labelledby="${titleId} ${descriptionId}">` +
      `<title id="${titleId}">${escapeText(title)}</title><desc id="${descriptionId}">${escapeText(description)}</desc>`,
  );
}

/** A model may be named with any character of JSON; XML has no place for these. */
function dropControls(svg: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return svg.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
