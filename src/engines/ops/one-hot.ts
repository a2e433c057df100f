import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { getEngineName } from '../backend.ts';

/**
 * `value` at each row's label, else 0, in float32.
 * @param labels [rows], int32
 * @param value whole: wasm's kernel writes integers, whatever it is asked for
 * @returns [rows, classes]
 */
export function oneHot(labels: Tensor1D, classes: number, value: number): Tensor2D {
  if (getEngineName() === 'tensorflow') return tf.oneHot(labels, classes, value, 0, 'float32') as Tensor2D;
  return tf.tidy(() => tf.cast(tf.oneHot(labels, classes, value, 0), 'float32')) as Tensor2D;
}
