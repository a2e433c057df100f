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
  const largest = cells.map((cell) => {
    let most = 0;
    for (let row = 0; row < imagesShown; row++) {
      for (let pixel = 0; pixel < height * width; pixel++) {
        most = Math.max(most, Math.abs(changeOf(cell, clean, row, pixel)));
      }
    }
    return most;
  });
  const indices = new Uint8Array(imagesShown * height * wide).fill(shades);
  for (const [column, cell] of cells.entries()) {
    if (largest[column] === 0) continue;
    for (let row = 0; row < imagesShown; row++) {
      for (let pixel = 0; pixel < height * width; pixel++) {
        const at = (row * height + Math.floor(pixel / width)) * wide + column * width + (pixel % width);
        const share = changeOf(cell, clean, row, pixel) / largest[column]!;
        indices[at] = shades + Math.round(share * shades);
      }
    }
  }
  return { png: encodePalettePng(indices, palette, imagesShown * height, wide), largest };
}

/** The signed change of a pixel, in the channel that changed most. */
function changeOf(cell: Examples, clean: Examples, image: number, pixel: number): number {
  const size = cell.height * cell.width;
  let most = 0;
  for (let channel = 0; channel < cell.channels; channel++) {
    const at = (image * cell.channels + channel) * size + pixel;
    const change = cell.pixels[at]! - clean.pixels[at]!;
    if (Math.abs(change) > Math.abs(most)) most = change;
  }
  return most;
}
