import { encodePng } from '../../../runner/src/formats/png.ts';
import type { Examples } from '../load-examples.ts';
import { type ChangeSheet, drawChanges } from './draw-changes.ts';

/** One picture of many images: a column for each ε, a row for each test image. */
export interface Sheet {
  readonly png: Buffer;
  readonly columns: number;
  readonly rows: number;
  /** The changes of the same images against the first column. */
  readonly changes: ChangeSheet;
}

/** Puts the first images of several cells side by side. All have one shape; changes are measured against the first cell. */
export function drawSheet(cells: readonly Examples[], imagesShown: number): Sheet {
  const [{ channels, height, width }] = cells as readonly [Examples];
  const rows = Math.min(imagesShown, ...cells.map(({ count }) => count));
  const columns = cells.length;
  const [tall, wide] = [rows * height, columns * width];
  const pixels = new Float32Array(channels * tall * wide);
  for (const [column, cell] of cells.entries()) {
    for (let row = 0; row < rows; row++) {
      for (let channel = 0; channel < channels; channel++) {
        for (let y = 0; y < height; y++) {
          const from = ((row * channels + channel) * height + y) * width;
          const to = (channel * tall + row * height + y) * wide + column * width;
          for (let x = 0; x < width; x++) {
            pixels[to + x] = cell.pixels[from + x]!;
          }
        }
      }
    }
  }
  return { png: encodePng(pixels, channels, tall, wide), columns, rows, changes: drawChanges(cells, rows) };
}
