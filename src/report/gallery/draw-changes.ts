import { encodePalettePng } from '../../../runner/src/formats/png.ts';
import type { Examples } from '../load-examples.ts';

type Colour = readonly [number, number, number];

/** ColorBrewer's RdBu, which readers with any kind of colour vision can tell apart: darker pixels, no change, brighter pixels. */
export const changeColours = {
  darker: [33, 102, 172],
  none: [247, 247, 247],
  brighter: [178, 24, 43],
} as const satisfies Record<string, Colour>;

/** Shades to each side of no change. */
const shades = 10;

const palette: readonly Colour[] = Array.from({ length: 2 * shades + 1 }, (_, i) => {
  const share = Math.abs(i - shades) / shades;
  const end = i < shades ? changeColours.darker : changeColours.brighter;
  return changeColours.none.map((value, channel) => Math.round(value + (end[channel]! - value) * share)) as [
    number,
    number,
    number,
  ];
});

/** The changes of many images as one picture, laid out like the sheet of the images. */
export interface ChangeSheet {
  readonly png: Buffer;
  /** For each column: the largest change of a pixel, which has the strongest colour. */
  readonly largest: readonly number[];
}

/**
 * Draws how each image differs from the one in the first cell, with its sign: red where a pixel became brighter, blue where it
 * became darker. Each column has its own scale. Of several channels, the one that changed most is shown.
 */
export function drawChanges(cells: readonly Examples[], imagesShown: number): ChangeSheet {
  const [clean] = cells as readonly [Examples];
  const { height, width } = clean;
  const wide = cells.length * width;
  const changes = cells.map((cell) => measureChanges(cell, clean, imagesShown));
  const largest = changes.map((own) => own.reduce((most, change) => Math.max(most, Math.abs(change)), 0));
  const indices = new Uint8Array(imagesShown * height * wide).fill(shades);
  for (const [column, own] of changes.entries()) {
    if (largest[column] === 0) continue;
    for (const [at, change] of own.entries()) {
      const [line, x] = [Math.floor(at / width), at % width];
      indices[line * wide + column * width + x] = shades + Math.round((change / largest[column]!) * shades);
    }
  }
  return { png: encodePalettePng(indices, palette, imagesShown * height, wide), largest };
}

/** The signed change of each pixel of the first images, in the channel that changed most: [imagesShown, height, width]. */
function measureChanges(cell: Examples, clean: Examples, imagesShown: number): Float64Array {
  const { channels, pixels } = cell;
  const size = cell.height * cell.width;
  const changes = new Float64Array(imagesShown * size);
  for (let image = 0; image < imagesShown; image++) {
    for (let channel = 0; channel < channels; channel++) {
      const start = (image * channels + channel) * size;
      for (let pixel = 0; pixel < size; pixel++) {
        const change = pixels[start + pixel]! - clean.pixels[start + pixel]!;
        const at = image * size + pixel;
        if (Math.abs(change) > Math.abs(changes[at]!)) changes[at] = change;
      }
    }
  }
  return changes;
}
