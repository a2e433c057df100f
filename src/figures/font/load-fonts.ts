import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FigureError } from '../figure-error.ts';
import { type Font, readTrueType } from './truetype.ts';

/** The two faces that figures use. */
export interface Fonts {
  readonly regular: Font;
  readonly bold: Font;
}

/**
 * Loads DejaVu Sans from its npm package. Figures use these outlines and never a font of the machine.
 * @throws FigureError `FIGURE_FONT` when the package is not installed
 */
export async function loadFonts(): Promise<Fonts> {
  // The names are literals, so that the package and its version become part of the action key.
  const [regular, bold] = await Promise.all([
    loadFont(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
    loadFont(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
  ]);
  return { regular, bold };
}

async function loadFont(url: string): Promise<Font> {
  try {
    return readTrueType(await readFile(fileURLToPath(url)));
  } catch (error) {
    if (error instanceof FigureError) throw error;
    throw new FigureError('FIGURE_FONT', `Cannot read the font ${url}`, {
      hint: 'Install the dependencies again (npm ci)',
      cause: error,
    });
  }
}

/** The face of a text by its CSS weight: 600 and more is bold. */
export function faceOf(fonts: Fonts, weight: string | number | undefined): Font {
  return weight === 'bold' || Number(weight) >= 600 ? fonts.bold : fonts.regular;
}

/** Width of a line of text at a font size, in the unit of the size. */
export function measureText(font: Font, text: string, size: number): number {
  let units = 0;
  for (const character of text) units += font.advanceOf(font.glyphOf(character.codePointAt(0)!));
  return (units * size) / font.unitsPerEm;
}
