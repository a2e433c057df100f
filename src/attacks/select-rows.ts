import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { listRange } from '../datasets/image-set.ts';

/** Rows of a tensor's first axis, as a new tensor. */
export function gatherRows<T extends Tensor>(values: T, rows: Int32Array): T {
  return tf.tidy(() => tf.gather(values, tf.tensor1d(rows, 'int32'))) as T;
}

/** `values` with row `rows[i]` replaced by `replacements[i]`, as a new tensor. */
export function replaceRows<T extends Tensor>(values: T, rows: Int32Array, replacements: T): T {
  const count = values.shape[0]!;
  const sources = listRange(0, count);
  for (const [index, row] of rows.entries()) sources[row] = count + index;
  return tf.tidy(() => gatherRows(tf.concat([values, replacements] as Tensor[]), sources)) as T;
}
