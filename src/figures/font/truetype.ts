import { FigureError } from '../figure-error.ts';
import { readGlyphOutline } from './glyph-outline.ts';

/** The parts of a TrueType font that drawing text needs. Lengths are in font units; one font size has `unitsPerEm` of them. */
export interface Font {
  readonly unitsPerEm: number;
  /** Index of the glyph of a Unicode code point; 0 (the "missing" box) where the font has none. */
  glyphOf(codePoint: number): number;
  /** Horizontal distance to the next glyph. */
  advanceOf(glyph: number): number;
  /** SVG path data, y up; empty for blanks. */
  outlineOf(glyph: number): string;
}

/**
 * Reads a TrueType font (OpenType specification, tables head, hhea, hmtx, maxp, loca, glyf and a format-4 cmap).
 * @throws FigureError `FIGURE_FONT` when a table is missing or has a format this reader does not know
 */
export function readTrueType(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = readTableDirectory(view);
  const table = (tag: string): DataView => {
    const found = tables.get(tag);
    if (found === undefined) {
      throw new FigureError('FIGURE_FONT', `The font has no ${tag} table`, {
        hint: 'Use a TrueType (.ttf) font',
      });
    }
    return found;
  };

  const head = table('head');
  const unitsPerEm = head.getUint16(18);
  const longOffsets = head.getInt16(50) === 1;
  const advanceCount = table('hhea').getUint16(34);
  const glyphCount = table('maxp').getUint16(4);
  const hmtx = table('hmtx');
  const loca = table('loca');
  const glyf = table('glyf');
  const lookUp = readCharacterMap(table('cmap'));
  const offsetOf = (glyph: number): number =>
    longOffsets ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2;
  const glyphData = (glyph: number): DataView | undefined => {
    if (glyph >= glyphCount) return undefined;
    const [start, end] = [offsetOf(glyph), offsetOf(glyph + 1)];
    return end > start ? new DataView(glyf.buffer, glyf.byteOffset + start, end - start) : undefined;
  };

  return {
    unitsPerEm,
    glyphOf: lookUp,
    advanceOf: (glyph) => hmtx.getUint16(Math.min(glyph, advanceCount - 1) * 4),
    outlineOf: (glyph) => readGlyphOutline(glyph, glyphData),
  };
}

function readTableDirectory(view: DataView): Map<string, DataView> {
  const tables = new Map<string, DataView>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + i * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(entry + byte)));
    const [offset, length] = [view.getUint32(entry + 8), view.getUint32(entry + 12)];
    tables.set(tag, new DataView(view.buffer, view.byteOffset + offset, length));
  }
  return tables;
}

/** Finds the format-4 subtable (Basic Multilingual Plane), which every text font has. */
function readCharacterMap(cmap: DataView): (codePoint: number) => number {
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const offset = cmap.getUint32(4 + i * 8 + 4);
    if (cmap.getUint16(offset) === 4) {
      return segmentLookUp(new DataView(cmap.buffer, cmap.byteOffset + offset, cmap.byteLength - offset));
    }
  }
  throw new FigureError('FIGURE_FONT', 'The font has no format-4 character map');
}

function segmentLookUp(cmap: DataView): (codePoint: number) => number {
  const segments = cmap.getUint16(6) / 2;
  const [ends, starts] = [14, 16 + segments * 2];
  const [deltas, rangeOffsets] = [starts + segments * 2, starts + segments * 4];
  return (codePoint) => {
    for (let i = 0; i < segments; i++) {
      if (cmap.getUint16(ends + i * 2) < codePoint) continue;
      const start = cmap.getUint16(starts + i * 2);
      if (start > codePoint) return 0;
      const rangeOffset = cmap.getUint16(rangeOffsets + i * 2);
      const delta = cmap.getUint16(deltas + i * 2);
      if (rangeOffset === 0) return (codePoint + delta) & 0xffff;
      const glyph = cmap.getUint16(rangeOffsets + i * 2 + rangeOffset + (codePoint - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
