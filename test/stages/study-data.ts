import { join } from 'node:path';
import { writeNpy } from '../../runner/src/formats/npy.ts';
import { spread } from '../networks/spread.ts';

/** Writes images.npy and labels.npy: a bright square whose place is the class, on noise. */
export async function writeSquares(folder: string, count: number): Promise<void> {
  const labels = BigInt64Array.from({ length: count }, (_, index) => BigInt(index % 10));
  const pixels = Uint8Array.from(spread(count * 1024, 3), (value) => 40 + 40 * value);
  labels.forEach((label, image) => {
    for (let row = 0; row < 10; row += 1) {
      const start = image * 1024 + ((label < 5n ? 0 : 16) + row) * 32 + Number(label % 5n) * 6;
      pixels.fill(255, start, start + 6);
    }
  });
  await writeNpy(join(folder, 'images.npy'), { dtype: 'uint8', shape: [count, 1, 32, 32], data: pixels });
  await writeNpy(join(folder, 'labels.npy'), { dtype: 'int64', shape: [count], data: labels });
}
