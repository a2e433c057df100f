/** Slow, plain definitions in doubles, which the engine's ops are checked against. Arrays are NHWC, flat. */
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { drawNormals } from '../../random/draw-normals.ts';

export interface ConvolutionCase {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly size: number;
  readonly stride: number;
  readonly pad: number;
}

export function outputSide(side: number, { size, stride, pad }: ConvolutionCase): number {
  return Math.floor((side + 2 * pad - size) / stride) + 1;
}

/** y, and the gradients of Σ y·dy by x and by the filter. */
export function convolveSlowly(
  c: ConvolutionCase,
  x: ArrayLike<number>,
  filter: ArrayLike<number>,
  dy: ArrayLike<number>,
): { y: number[]; dx: number[]; dfilter: number[] } {
  const [outHeight, outWidth] = [outputSide(c.height, c), outputSide(c.width, c)];
  const y = new Array<number>(c.batch * outHeight * outWidth * c.outputs).fill(0);
  const dx = new Array<number>(x.length).fill(0);
  const dfilter = new Array<number>(filter.length).fill(0);
  for (let n = 0; n < c.batch; n++)
    for (let p = 0; p < outHeight; p++)
      for (let q = 0; q < outWidth; q++)
        for (let u = 0; u < c.size; u++)
          for (let v = 0; v < c.size; v++) {
            const [row, column] = [p * c.stride - c.pad + u, q * c.stride - c.pad + v];
            if (row < 0 || row >= c.height || column < 0 || column >= c.width) continue;
            for (let i = 0; i < c.inputs; i++)
              for (let o = 0; o < c.outputs; o++) {
                const at = ((n * c.height + row) * c.width + column) * c.inputs + i;
                const tap = ((u * c.size + v) * c.inputs + i) * c.outputs + o;
                const to = ((n * outHeight + p) * outWidth + q) * c.outputs + o;
                y[to]! += x[at]! * filter[tap]!;
                dx[at]! += dy[to]! * filter[tap]!;
                dfilter[tap]! += dy[to]! * x[at]!;
              }
          }
  return { y, dx, dfilter };
}

/** A tensor of normals that is the same in every run. */
export function fixedTensor<T extends Tensor>(shape: readonly number[], seed: number): T {
  const count = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(drawNormals(count, [seed, 0], { block: 0 }), [...shape]) as T;
}

/** Largest difference, relative to the largest expected magnitude. */
export function relativeDifference(actual: Tensor, expected: ArrayLike<number>): number {
  const values = actual.dataSync();
  if (values.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [difference, magnitude] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    difference = Math.max(difference, Math.abs(values[index]! - expected[index]!));
    magnitude = Math.max(magnitude, Math.abs(expected[index]!));
  }
  return difference / magnitude;
}
