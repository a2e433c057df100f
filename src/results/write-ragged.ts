import { writeNpy } from '../../runner/src/formats/npy.ts';

const arrays = { uint8: Uint8Array, float64: Float64Array };

/**
 * Writes rows of unequal length as one .npy array of shape [rows, longest row].
 * @param fill stands behind the end of a row that is shorter than the longest
 */
export async function writeRaggedRows(
  file: string,
  dtype: keyof typeof arrays,
  rows: readonly ArrayLike<number>[],
  fill: number,
): Promise<void> {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const data = new arrays[dtype](rows.length * width).fill(fill);
  rows.forEach((row, index) => {
    data.set(row, index * width);
  });
  await writeNpy(file, { dtype, shape: [rows.length, width], data } as Parameters<typeof writeNpy>[1]);
}
