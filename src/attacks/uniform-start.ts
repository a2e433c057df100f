import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { projectLinf } from './projections.ts';

/** A point of the linf ball of radius ε and of [0, 1]: clip(x + ε · u), u uniform in [-1, 1) for each pixel. */
export function startUniformly(images: Tensor4D, epsilon: number, uniform: Tensor4D): Tensor4D {
  return tf.tidy(() => {
    const u = tf.sub(tf.mul(uniform, 2), 1);
    return projectLinf(tf.add(images, tf.mul(u, epsilon)), images, epsilon);
  });
}
