import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { listRange } from '../../datasets/image-set.ts';

/** Rows of a tensor's first axis, as a new tensor [rows, …]. */
export function gatherRows<T extends Tensor>(values: T, rows: Int32Array): T {
  return tf.tidy(() => tf.gather(values, tf.tensor1d(rows, 'int32'))) as T;
}

/** `values` with row `rows[i]` replaced by row i of `replacements`, as a new tensor. */
export function replaceRows<T extends Tensor>(values: T, rows: Int32Array, replacements: T): T {
  const count = values.shape[0]!;
  const sources = listRange(0, count);
  for (const [index, row] of rows.entries()) sources[row] = count + index;
  return tf.tidy(() => gatherRows(tf.concat([values, replacements] as Tensor[]), sources)) as T;
}

/** The tensors among the values of a record, such as a search's state. */
export function listTensors(record: object): Tensor[] {
  return Object.values(record).filter((value) => value instanceof tf.Tensor);
}

/** `record` with another tensor in place of each of its tensors. */
export function mapTensors<T extends object>(record: T, map: (tensor: Tensor) => Tensor): T {
  const mapped = Object.entries(record).map(([name, value]) => [
    name,
    value instanceof tf.Tensor ? map(value) : value,
  ]);
  return Object.fromEntries(mapped) as T;
}

/** Disposes the tensors of `record`, except those that are `kept`. */
export function disposeTensors(record: object, kept: readonly Tensor[] = []): void {
  for (const tensor of new Set(listTensors(record))) if (!kept.includes(tensor)) tensor.dispose();
}

/** Cuts a list into parts of `size`, in order. The last one may be shorter. */
export function splitInParts<T>(values: readonly T[], size: number): T[][] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, part) => values.slice(part * size, (part + 1) * size));
}
