import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { projectLinf } from './projections.ts';

/** xₖ₊₁′ = clip(xₖ′ + α · sign g) to the linf ball of radius ε around x and to [0, 1]. */
export function stepBySign(
  current: Tensor4D,
  images: Tensor4D,
  gradient: Tensor4D,
  alpha: number,
  epsilon: number,
): Tensor4D {
  return tf.tidy(() => projectLinf(tf.add(current, tf.mul(alpha, tf.sign(gradient))), images, epsilon));
}

/**
 * linf distance that `steps` sign steps from x surely keep: α each, and the rounding of float32 sums of numbers
 * around 1 (half of 2⁻²³ each; allowed here four times, for the bounds x ± ε are rounded too).
 */
export function reachOfSignSteps(alpha: number, steps: number): number {
  return steps === 0 ? 0 : steps * alpha * (1 + 2 ** -20) + (steps + 2) * 2 ** -22;
}
