import { join } from 'node:path';
import { writeNpy } from '../../runner/src/formats/npy.ts';
import { type FirstEpsilons, firstEpsilonColumns, survivalColumns } from './first-epsilon.ts';
import { writeTable } from './write-table.ts';

/**
 * Writes first-epsilon.csv and .json, survival.csv and .json, and first-epsilon.npy: float64, rows × most images, a row
 * for each row of the table, Infinity where no ε fools the image, NaN beyond a row's own images.
 */
export async function writeFirstEpsilons(
  folder: string,
  { rows, survival, images }: FirstEpsilons,
): Promise<void> {
  await writeTable(folder, 'first-epsilon', firstEpsilonColumns, rows);
  await writeTable(folder, 'survival', survivalColumns, survival);
  const width = Math.max(0, ...images.map((row) => row.length));
  const data = new Float64Array(images.length * width).fill(Number.NaN);
  images.forEach((row, index) => {
    data.set(row, index * width);
  });
  await writeNpy(join(folder, 'first-epsilon.npy'), {
    dtype: 'float64',
    shape: [images.length, width],
    data,
  });
}
