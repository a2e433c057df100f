import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from './attack.ts';
import { l2Norms, projectL2 } from './projections.ts';
import { settingRules } from './setting-rules.ts';
import { reachOfSteps, stepLength, stepLengths } from './step-length.ts';

/** Keeps the division finite where the gradient is zero; torchattacks' `eps_for_division`. */
const SMALLEST_NORM = 1e-10;

/**
 * Projected gradient descent in l2 (Madry et al. 2018, section 2.1, with the steepest step of the l2 norm):
 * xₖ₊₁′ = xₖ′ + α · ∇ / (‖∇‖₂ + 1e-10), the change from x scaled back to ‖δ‖₂ ≤ ε, then clipped to [0, 1].
 * With a random start, x₀′ = clip(x + ε · r · n / ‖n‖₂) to [0, 1], n normal for each pixel, r uniform for each example.
 */
export const pgdL2: AttackDefinition = {
  name: 'pgd-l2',
  norm: 'l2',
  settings: settingRules,
  defaults: { alpha: 15 / 255, steps: 10, randomStart: false, restarts: 1 },
  alternatives: stepLengths,
  create: (settings) => ({
    kind: 'stepping',
    name: 'pgd-l2',
    norm: 'l2',
    settings,
    steps: settings.steps!,
    start: (images, epsilon, noise) =>
      settings.randomStart
        ? tf.tidy(() => {
            const direction = noise.normal();
            const radius = tf.mul(tf.div(noise.radius(), l2Norms(direction)), epsilon);
            return projectL2(tf.add(images, tf.mul(direction, radius)), images, epsilon);
          })
        : images,
    step: (current, images, gradient, epsilon) =>
      tf.tidy(() => {
        const norms = l2Norms(gradient);
        const alpha = stepLength(settings, epsilon);
        const moved = tf.add(
          current,
          tf.mul(alpha, tf.div(gradient, tf.add(norms, SMALLEST_NORM))),
        ) as Tensor4D;
        const projected = projectL2(moved, images, epsilon);
        // Projecting a point of the sphere once more changes its last bits; where nothing moved, nothing should.
        return tf.where(tf.greater(norms, 0), projected, current) as Tensor4D;
      }),
    reach: (taken, pixels) =>
      settings.randomStart
        ? Number.POSITIVE_INFINITY
        : reachOfSteps(settings, taken, (alpha) => reachOfUnitSteps(alpha, taken, pixels)),
  }),
};

/**
 * l2 distance that `steps` steps of length α from x surely keep: α each, with the rounding of norms summed over
 * `pixels` float32 squares and of each pixel's sum, allowed twice.
 */
function reachOfUnitSteps(alpha: number, steps: number, pixels: number): number {
  return steps * alpha * (1 + pixels * 2 ** -22) + steps * Math.sqrt(pixels) * 2 ** -22;
}
