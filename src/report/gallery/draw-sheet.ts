import { encodePng } from '../../../runner/src/formats/png.ts';
import type { Examples } from '../load-examples.ts';

/** One picture of many images: a column for each ε, a row for each test image. */
export interface Sheet {
  readonly png: Buffer;
  readonly columns: number;
  readonly rows: number;
  /** For each column: the largest change of a pixel against the first column. */
  readonly change: readonly number[];
}

/** Puts the first images of several cells side by side. All have one shape; changes are measured against the first cell. */
export function drawSheet(cells: readonly Examples[], imagesShown: number): Sheet {
  const [{ channels, height, width }] = cells as readonly [Examples];
  const rows = Math.min(imagesShown, ...cells.map(({ count }) => count));
  const columns = cells.length;
  const [tall, wide] = [rows * height, columns * width];
  const pixels = new Float32Array(channels * tall * wide);
  const change = cells.map(() => 0);
  for (const [column, cell] of cells.entries()) {
    for (let row = 0; row < rows; row++) {
      for (let channel = 0; channel < channels; channel++) {
        for (let y = 0; y < height; y++) {
          const from = ((row * channels + channel) * height + y) * width;
          const to = (channel * tall + row * height + y) * wide + column * width;
          for (let x = 0; x < width; x++) {
            const value = cell.pixels[from + x]!;
            pixels[to + x] = value;
            change[column] = Math.max(change[column]!, Math.abs(value - cells[0]!.pixels[from + x]!));
          }
        }
      }
    }
  }
  return { png: encodePng(pixels, channels, tall, wide), columns, rows, change };
}
