/** A stage that reads, computes and writes with Node alone. */
export const COUNT_STAGE = `import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineStage } from 'robust-pipeline/stage';

interface CountParams {
  /** A pixel is ink when it is brighter than this, 0 to 255. */
  readonly threshold: number;
}

// idx files: big-endian counts first, then one byte a pixel or label.
const IMAGES_HEADER_BYTES = 16;
const LABELS_HEADER_BYTES = 8;
const PIXELS_PER_IMAGE = 28 * 28;

/** Counts images and ink pixels of each digit. One line a digit: digit,images,ink */
export default defineStage<CountParams>(async ({ params, inputs, outputs, progress }) => {
  const images = (await readFile(join(inputs.digits, 'images-idx3-ubyte'))).subarray(IMAGES_HEADER_BYTES);
  const labels = (await readFile(join(inputs.digits, 'labels-idx1-ubyte'))).subarray(LABELS_HEADER_BYTES);
  const counts = Array.from({ length: 10 }, () => ({ images: 0, ink: 0 }));
  for (const [index, digit] of labels.entries()) {
    const pixels = images.subarray(index * PIXELS_PER_IMAGE, (index + 1) * PIXELS_PER_IMAGE);
    const count = counts[digit]!;
    count.images += 1;
    count.ink += pixels.reduce((sum, pixel) => sum + (pixel > params.threshold ? 1 : 0), 0);
    if (index % 1000 === 999) progress({ done: index + 1, total: labels.length, unit: 'images' });
  }
  const lines = counts.map(({ images, ink }, digit) => \`\${digit},\${images},\${ink}\\n\`);
  await writeFile(join(outputs.counts, 'counts.csv'), lines.join(''));
});
`;
