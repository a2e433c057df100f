import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { biasAdd } from './bias-add.ts';

/**
 * x·w + b.
 * @param x [batch, inputs]
 * @param w [inputs, outputs]
 * @param b [outputs]
 * @returns [batch, outputs]
 */
export function dense(x: Tensor2D, w: Tensor2D, b?: Tensor1D): Tensor2D {
  const product = tf.matMul(x as Tensor, w as Tensor) as Tensor2D;
  return b ? biasAdd(product, b) : product;
}
