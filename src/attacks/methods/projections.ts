import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Clips every pixel to [0, 1]. Any shape; the result has the same. */
export function clipToPixelRange(images: Tensor4D): Tensor4D {
  return tf.clipByValue(images, 0, 1);
}

/**
 * Projects onto {x′: |x′ − x| ≤ ε at each pixel} and [0, 1].
 * It compares x′ with the bounds x ± ε instead of clipping x′ − x, so that a pixel inside them keeps its bits.
 * @param candidate x′, [batch, height, width, channels]
 * @param images x, shaped like it, in [0, 1]
 */
export function projectLinf(candidate: Tensor4D, images: Tensor4D, epsilon: number): Tensor4D {
  return tf.tidy(() => {
    const lowest = tf.sub(images, epsilon);
    const highest = tf.add(images, epsilon);
    return clipToPixelRange(tf.minimum(tf.maximum(candidate, lowest), highest));
  });
}

/**
 * Projects each example onto {x′: ‖x′ − x‖₂ ≤ ε}, then clips to [0, 1], which only brings it nearer to x.
 * An example inside the ball and the range keeps its bits.
 * @param candidate x′, [batch, height, width, channels]
 * @param images x, shaped like it, in [0, 1]
 */
export function projectL2(candidate: Tensor4D, images: Tensor4D, epsilon: number): Tensor4D {
  return tf.tidy(() => {
    const delta = tf.sub(candidate, images) as Tensor4D;
    const norms = l2Norms(delta);
    const outside = tf.greater(norms, epsilon);
    const onSphere = tf.add(images, tf.mul(delta, tf.div(epsilon, norms)));
    return clipToPixelRange(tf.where(outside, onSphere, candidate) as Tensor4D);
  });
}

/** Euclidean norm of each example: [batch, height, width, channels] → [batch, 1, 1, 1]. */
export function l2Norms(values: Tensor4D): Tensor4D {
  return tf.tidy(() => tf.sqrt(tf.sum(tf.square(values), [1, 2, 3], true)));
}
