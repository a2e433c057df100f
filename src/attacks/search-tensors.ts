import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { gatherRows } from './select-rows.ts';

/** The tensors among the values of a search's state, evaluation or problem. */
export function listTensors(record: object): Tensor[] {
  return Object.values(record).filter((value) => value instanceof tf.Tensor);
}

/** Disposes the tensors of `record`, but for those that are `kept`. */
export function disposeTensors(record: object, kept: readonly Tensor[] = []): void {
  for (const tensor of new Set(listTensors(record))) if (!kept.includes(tensor)) tensor.dispose();
}

/** `record` with each tensor cut down to some rows: new tensors. */
export function gatherTensors<T extends object>(record: T, rows: Int32Array): T {
  const gathered = Object.entries(record).map(([name, value]) => [
    name,
    value instanceof tf.Tensor ? gatherRows(value, rows) : value,
  ]);
  return Object.fromEntries(gathered) as T;
}
