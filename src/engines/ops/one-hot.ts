import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { getEngineName } from '../backend.ts';

/**
 * Rows with `value` at the label and 0 elsewhere, in float32.
 * @param labels [rows], int32
 * @param value a whole number, because wasm's kernel can write integers only
 * @returns [rows, classes]
 */
export function oneHot(labels: Tensor1D, classes: number, value: number): Tensor2D {
  if (getEngineName() === 'tensorflow') return tf.oneHot(labels, classes, value, 0, 'float32') as Tensor2D;
  return tf.tidy(() => tf.cast(tf.oneHot(labels, classes, value, 0), 'float32')) as Tensor2D;
}
