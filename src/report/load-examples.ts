import { join } from 'node:path';
import { statIfAny } from '../../runner/src/base/stat-if-any.ts';
import { readNpy } from '../../runner/src/formats/npy.ts';
import { exampleColumns } from '../attacks/grid/example-metrics.ts';
import { ReportError } from './report-error.ts';

/** The adversarial images that a cell kept, and the classes that the model gave them. */
export interface Examples {
  readonly count: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Channel-first, [count, channels, height, width], values in [0, 1]. */
  readonly pixels: ArrayLike<number>;
  readonly predicted: readonly number[];
  /** True class of each image and how sure the model was; undefined where the cell does not have them. */
  readonly judged: readonly { readonly label: number; readonly confidence: number }[] | undefined;
}

/**
 * Reads what a cell kept in `folder`; undefined when it kept no images.
 * @throws TensorFileError or ReportError when its arrays are malformed
 */
export async function loadExamples(folder: string): Promise<Examples | undefined> {
  const file = join(folder, 'examples.npy');
  if (statIfAny(file) === undefined) return undefined;
  const [images, predictions] = await Promise.all([readNpy(file), readNpy(join(folder, 'predictions.npy'))]);
  const [count = 0, channels = 0, height = 0, width = 0] = images.shape;
  if (images.dtype !== 'float32' || images.shape.length !== 4 || predictions.data.length < count) {
    throw new ReportError(`${file}: expected float32 images N×C×H×W with a prediction for each`);
  }
  const predicted = Array.from(predictions.data.slice(0, count), Number);
  const judged = await readJudged(join(folder, 'example-metrics.npy'), count);
  return { count, channels, height, width, pixels: images.data, predicted, judged };
}

/** Columns of example-metrics.npy that are read here: the true class and the probability of the predicted class. */
const [labelColumn, confidenceColumn] = [
  exampleColumns.indexOf('label'),
  exampleColumns.indexOf('confidence'),
];

async function readJudged(file: string, count: number): Promise<Examples['judged']> {
  if (statIfAny(file) === undefined) return undefined;
  const { shape, data } = await readNpy(file);
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || rows < count || columns <= confidenceColumn) {
    throw new ReportError(`${file}: expected a row of metrics for each of ${count} images`);
  }
  return Array.from({ length: count }, (_, row) => ({
    label: Number(data[row * columns + labelColumn]),
    confidence: Number(data[row * columns + confidenceColumn]),
  }));
}
