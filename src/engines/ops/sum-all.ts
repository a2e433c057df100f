import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { getEngineName } from '../backend.ts';
import { sumOverRowsOnWasm } from '../wasm/sum-over-rows.ts';

/**
 * The sum of all elements. On wasm by parts, because tf.sum adds one element after the other there, and loses three digits
 * over a million elements.
 */
export function sumAll(x: Tensor): Scalar {
  if (getEngineName() !== 'wasm' || x.rank < 2) return tf.sum(x);
  return tf.tidy(() => tf.sum(sumOverRowsOnWasm(x)));
}
