import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { getEngineName } from '../backend.ts';
import { sumOverRowsOnWasm } from '../wasm/sum-over-rows.ts';

/** Sum of all elements. On wasm by parts: tf.sum adds one after the other there, and loses three digits of a million terms. */
export function sumAll(x: Tensor): Scalar {
  if (getEngineName() !== 'wasm' || x.rank < 2) return tf.sum(x);
  return tf.tidy(() => tf.sum(sumOverRowsOnWasm(x)));
}
