import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNpy } from '../../../runner/src/formats/npy.ts';
import type { ImageSet } from '../../datasets/image-set.ts';
import type { Result } from '../../generated/artifacts/result.ts';
import { predictedClasses } from '../../metrics/predicted-classes.ts';
import { exampleColumns, measureExamples } from './example-metrics.ts';
import type { GridCell } from './grid-cell.ts';

/**
 * Writes the files of a cell of N images:
 * - result.json
 * - predictions.npy, uint8 [N]
 * - log-probabilities.npy, float32 [N, classes], for metrics that are computed later
 * - example-metrics.npy, float32 [N, columns], see `exampleColumns`
 * - examples.npy, float32 [kept, channels, height, width] in [0, 1], if any are kept
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
  await writeNpy(join(folder, 'log-probabilities.npy'), {
    dtype: 'float32',
    shape: [result.count, classes],
    data: logProbabilities,
  });
  const labels = images.labels.subarray(0, result.count);
  await writeNpy(join(folder, 'example-metrics.npy'), {
    dtype: 'float32',
    shape: [result.count, exampleColumns.length],
    data: measureExamples(cell, labels, classes, result.evaluationSamples > 1),
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
