import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageSet } from '../../datasets/image-set.ts';
import type { MeanPrediction } from '../../metrics/predict-mean.ts';
import type { ImageChange } from './measure-change.ts';

/** A model's answers to all images of one cell of the grid (one ε), example by example. */
export interface GridCell {
  readonly epsilon: number;
  /** N × classes, log of the mean prediction. */
  readonly logProbabilities: Float32Array;
  /** N, mean entropy of the single predictions, nats. */
  readonly expectedEntropies: Float32Array;
  /** N, largest absolute change of a pixel. */
  readonly linf: Float32Array;
  /** N, Euclidean norm of the change. */
  readonly l2: Float32Array;
  /** The first adversarial images, kept × channels × height × width in [0, 1]. */
  readonly examples: Float32Array;
}

export interface CellSize {
  /** N. */
  readonly count: number;
  readonly classes: number;
  readonly images: Pick<ImageSet, 'channels' | 'height' | 'width'>;
  /** How many adversarial images are kept at most. */
  readonly keepExamples: number;
}

/** Makes a cell to be filled batch by batch. */
export function createGridCell(epsilon: number, size: CellSize): GridCell {
  const { count, classes, keepExamples } = size;
  const { channels, height, width } = size.images;
  return {
    epsilon,
    logProbabilities: new Float32Array(count * classes),
    expectedEntropies: new Float32Array(count),
    linf: new Float32Array(count),
    l2: new Float32Array(count),
    examples: new Float32Array(Math.min(count, keepExamples) * channels * height * width),
  };
}

/** A batch's part of a cell, on the host. */
export interface CellPart extends Omit<GridCell, 'epsilon'> {
  /** Number of values in one image. */
  readonly pixels: number;
}

/**
 * Reads a batch's numbers back from the engine, and disposes `prediction`.
 * @param examples adversarial images [batch, height, width, channels]
 * @param change how far they are from the images they were made from
 * @param kept how many of the batch's first examples to keep
 */
export function readCellPart(
  prediction: MeanPrediction,
  examples: Tensor4D,
  { linf, l2 }: ImageChange,
  kept: number,
): CellPart {
  const part = tf.tidy(() => ({
    pixels: examples.size / examples.shape[0],
    logProbabilities: readFloats(prediction.logProbabilities),
    expectedEntropies: readFloats(prediction.expectedEntropies),
    linf,
    l2,
    examples:
      kept === 0 ? new Float32Array(0) : readFloats(tf.transpose(tf.slice(examples, 0, kept), [0, 3, 1, 2])),
  }));
  tf.dispose([prediction.logProbabilities, prediction.expectedEntropies]);
  return part;
}

/** Puts a batch's part in its place. `firstExample`: where in the cell the batch begins. */
export function fillGridCell(cell: GridCell, part: CellPart, firstExample: number): void {
  const count = part.linf.length;
  cell.logProbabilities.set(part.logProbabilities, (firstExample * part.logProbabilities.length) / count);
  cell.expectedEntropies.set(part.expectedEntropies, firstExample);
  cell.linf.set(part.linf, firstExample);
  cell.l2.set(part.l2, firstExample);
  if (part.examples.length > 0) cell.examples.set(part.examples, firstExample * part.pixels);
}

function readFloats(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>();
}
