import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../generated/artifacts/result.ts';
import type { ImageSet } from '../datasets/image-set.ts';
import { predictedClasses } from '../metrics/predicted-classes.ts';
import { writeNpy } from '../tensors/npy.ts';
import type { GridCell } from './grid-cell.ts';

/**
 * Writes a cell: result.json; predictions.npy (uint8, N) and what metrics are computed from (src/study/metrics/measure-cells.ts):
 * log-probabilities.npy (float32, N × classes), changes.npy (float32, N × 2: linf, l2), labels.npy (uint8, N); and, if any
 * are kept, examples.npy (float32, kept × channels × height × width in [0, 1]).
 */
export async function writeCell(
  folder: string,
  result: Result,
  cell: GridCell,
  images: ImageSet,
): Promise<void> {
  const { logProbabilities, examples } = cell;
  const classes = logProbabilities.length / cell.linf.length;
  const predictions = predictedClasses({ values: logProbabilities, classes });
  await writeNpy(join(folder, 'predictions.npy'), {
    dtype: 'uint8',
    shape: [predictions.length],
    data: predictions,
  });
  const count = predictions.length;
  await writeNpy(join(folder, 'log-probabilities.npy'), {
    dtype: 'float32',
    shape: [count, classes],
    data: logProbabilities,
  });
  await writeNpy(join(folder, 'changes.npy'), {
    dtype: 'float32',
    shape: [count, 2],
    data: Float32Array.from({ length: 2 * count }, (_, index) =>
      index % 2 === 0 ? cell.linf[index / 2]! : cell.l2[(index - 1) / 2]!,
    ),
  });
  await writeNpy(join(folder, 'labels.npy'), {
    dtype: 'uint8',
    shape: [count],
    data: Uint8Array.from(images.labels.subarray(0, count)),
  });
  if (examples.length > 0) {
    const { channels, height, width } = images;
    const kept = examples.length / (channels * height * width);
    await writeNpy(join(folder, 'examples.npy'), {
      dtype: 'float32',
      shape: [kept, channels, height, width],
      data: examples,
    });
  }
  await writeFile(join(folder, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
}
