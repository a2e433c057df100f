import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { PhiloxCounter, PhiloxKey } from '../../random/index.ts';
import { drawUniformsFast } from './philox-uniforms.ts';

// Written in JavaScript, because the engine has no integer ops to build a generator from, and its sin and cos are slower
// than V8's.

/** As randomUniform of ops/random.ts, with the same bits. */
export function randomUniformOnWasm(
  shape: readonly number[],
  key: PhiloxKey,
  counter: PhiloxCounter,
): Tensor {
  return tf.tensor(drawUniformsFast(tf.util.sizeFromShape([...shape]), key, counter), [...shape]);
}

/**
 * As randomNormal of ops/random.ts, with the same numbers within float rounding. Each two neighbours are a Box–Muller
 * pair.
 */
export function randomNormalOnWasm(shape: readonly number[], key: PhiloxKey, counter: PhiloxCounter): Tensor {
  const count = tf.util.sizeFromShape([...shape]);
  const values = drawUniformsFast(count + (count % 2), key, counter);
  for (let i = 0; i < values.length; i += 2) {
    // TensorFlow uses the same lower bound.
    const radius = Math.sqrt(-2 * Math.log(Math.max(values[i]!, 1e-7)));
    const angle = 2 * Math.PI * values[i + 1]!;
    values[i] = radius * Math.sin(angle);
    values[i + 1] = radius * Math.cos(angle);
  }
  return tf.tensor(values.subarray(0, count), [...shape]);
}

/**
 * As randomNormalRows of ops/random.ts before it drops columns, with the same numbers within float rounding.
 * @returns [rows, 2 · half]
 */
export function normalRowsOnWasm(
  rows: number,
  half: number,
  key: PhiloxKey,
  counter: PhiloxCounter,
): Tensor2D {
  const values = drawUniformsFast(rows * 2 * half, key, counter);
  for (let row = 0; row < rows; row++) {
    const start = row * 2 * half;
    for (let i = start; i < start + half; i++) {
      const radius = Math.sqrt(-2 * Math.log(1 - values[i]!));
      const angle = 2 * Math.PI * values[i + half]!;
      values[i] = radius * Math.cos(angle);
      values[i + half] = radius * Math.sin(angle);
    }
  }
  return tf.tensor2d(values, [rows, 2 * half]);
}
