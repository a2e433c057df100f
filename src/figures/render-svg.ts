import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { FigureError } from './figure-error.ts';
import { type Fonts, faceOf, measureText } from './font/load-fonts.ts';
import { outlineSvgText } from './font/outline-svg-text.ts';

/** A figure before it is drawn. */
export interface FigureDrawing {
  readonly spec: TopLevelSpec;
  readonly title: string;
  /** What a screen reader says in its place. */
  readonly description: string;
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/** How vega-scenegraph measures text. Vega's own types leave it out. */
const { textMetrics } = vega as unknown as {
  textMetrics: { width: (item: TextItem, text: unknown) => number };
};

/**
 * Draws a figure as an SVG whose bytes depend on the drawing alone. Text is measured with the given fonts and replaced by their
 * outlines. Ids begin with `idPrefix`, so that several figures can share a page.
 * @throws FigureError FIGURE_SPEC where vega-lite warns about the specification
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

/** For hit tests, vega draws an empty background and an invisible foreground for every group. A file does not need them. */
function dropInvisible(svg: string): string {
  return svg.replace(
    /<path class="(?:background" [^>]*d="M0,0h0v0h0Z"|foreground" [^>]*display="none")[^>]*\/>/g,
    '',
  );
}

/**
 * Numbers ids by their order in this figure. Vega numbers clip paths by a counter of the process, so a worker that drew another
 * figure before would give other bytes.
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

/** Adds a title and a description for screen readers. */
function describeSvg(svg: string, { title, description }: FigureDrawing, idPrefix: string): string {
  const [titleId, descriptionId] = [`${idPrefix}-title`, `${idPrefix}-desc`];
  return svg.replace(
    /<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} role="img" aria-labelledby="${titleId} ${descriptionId}">` +
      `<title id="${titleId}">${escapeText(title)}</title><desc id="${descriptionId}">${escapeText(description)}</desc>`,
  );
}

/** Replaces characters that XML does not allow. The name of a model may hold them, because JSON allows them. */
function dropControls(svg: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return svg.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
