import { type Fonts, faceOf, measureText } from './load-fonts.ts';
import type { Font } from './truetype.ts';

interface Line {
  readonly text: string;
  readonly dy: number;
}

/**
 * Replaces every `<text>` of an SVG made by vega with the outlines of its glyphs, so that it looks the same on every machine. Each
 * glyph is drawn once in `<defs>` and used with `<use>`. The text itself stays in an `aria-label`.
 * @param idPrefix makes the ids unique among the figures of one page
 */
export function outlineSvgText(svg: string, fonts: Fonts, idPrefix: string): string {
  const glyphs = new Map<string, string>();
  const body = svg.replace(
    /<text([^>]*)(?<!\/)>([\s\S]*?)<\/text>/g,
    (_, attributes: string, content: string) =>
      outlineText(readAttributes(attributes), content, fonts, idPrefix, glyphs),
  );
  const defs = [...glyphs].map(([id, path]) => `<path id="${id}" d="${path}"/>`).join('');
  return glyphs.size === 0 ? body : body.replace(/<\/svg>\s*$/, `<defs>${defs}</defs></svg>`);
}

function outlineText(
  attributes: Map<string, string>,
  content: string,
  fonts: Fonts,
  idPrefix: string,
  glyphs: Map<string, string>,
): string {
  const size = Number.parseFloat(attributes.get('font-size') ?? '11');
  const weight = attributes.get('font-weight');
  const font = faceOf(fonts, weight);
  const face = font === fonts.bold ? 'b' : 'r';
  const lines = readLines(content);
  let y = 0;
  const drawn = lines.map(({ text, dy }) => {
    y += dy;
    const start = -anchorShare(attributes.get('text-anchor')) * measureText(font, text, size);
    return drawLine(text, font, size, start, y, (glyph) => {
      const id = `${idPrefix}-${face}${glyph}`;
      if (!glyphs.has(id)) glyphs.set(id, font.outlineOf(glyph));
      return id;
    });
  });
  const kept = [...attributes]
    .filter(([name]) => !name.startsWith('font-') && !['text-anchor', 'aria-label', 'role'].includes(name))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
  const label = lines.map((line) => line.text).join(' ');
  return `<g role="img" aria-label="${escapeAttribute(label)}"${kept}>${drawn.join('')}</g>`;
}

/** Places glyphs in font units inside a scaled and mirrored group, because y points up in a font and down in SVG. */
function drawLine(
  text: string,
  font: Font,
  size: number,
  startX: number,
  y: number,
  define: (glyph: number) => string,
): string {
  const scale = size / font.unitsPerEm;
  let x = 0;
  let uses = '';
  for (const character of text) {
    const glyph = font.glyphOf(character.codePointAt(0)!);
    if (font.outlineOf(glyph) !== '') uses += `<use href="#${define(glyph)}" x="${x}"/>`;
    x += font.advanceOf(glyph);
  }
  if (uses === '') return '';
  return `<g transform="translate(${round(startX)} ${round(y)}) scale(${round(scale, 7)} ${-round(scale, 7)})">${uses}</g>`;
}

function readLines(content: string): Line[] {
  const spans = [...content.matchAll(/<tspan([^>]*)>([\s\S]*?)<\/tspan>/g)];
  if (spans.length === 0) return [{ text: readEntities(content), dy: 0 }];
  return spans.map(([, attributes, text]) => ({
    text: readEntities(text!),
    dy: Number.parseFloat(readAttributes(attributes!).get('dy') ?? '0'),
  }));
}

function readAttributes(text: string): Map<string, string> {
  return new Map([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
}

function anchorShare(anchor: string | undefined): number {
  return anchor === 'middle' ? 0.5 : anchor === 'end' ? 1 : 0;
}

/** Vega escapes these four characters in text, and no others. */
function readEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
