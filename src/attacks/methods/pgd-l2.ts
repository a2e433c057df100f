import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from '../attack.ts';
import { l2Norms, projectL2 } from './projections.ts';
import { reachOfUnitSteps } from './reach.ts';
import { settingRules, stepLengths } from './setting-rules.ts';

/** Keeps the division finite where the gradient is zero; torchattacks' `eps_for_division`. */
const SMALLEST_NORM = 1e-10;

/**
 * PGD in ℓ2 (Madry et al. 2018, "Towards deep learning models resistant to adversarial attacks", section 2.1, with the
 * steepest step of the ℓ2 norm; torchattacks' PGDL2):
 *
 *     xₖ₊₁′ = Π(xₖ′ + α · ∇L(xₖ′, y) / (‖∇L(xₖ′, y)‖₂ + 1e-10))
 *
 * Π scales the change x′ − x of each example back to a Euclidean norm of ε at most, then clips to [0, 1]. L is the
 * cross-entropy. α is set, or relativeAlpha · ε / steps. The start is x₀′ = x, or with `randomStart`
 * x₀′ = Π(x + ε · r · n / ‖n‖₂), n normal for each pixel and r uniform in [0, 1) for each example.
 *
 *     repeat `restarts` times:
 *       x′ = start                     // other n and r each time
 *       repeat `steps` times:
 *         g  = ∇L(x′, y)
 *         x′ = step(x′, g)
 *       keep x′ where it is the first to be misclassified, else where its loss is the highest so far
 */
export const pgdL2: AttackDefinition = {
  name: 'pgd-l2',
  norm: 'l2',
  settings: settingRules,
  defaults: { alpha: 15 / 255, steps: 10, randomStart: false, restarts: 1 },
  alternatives: stepLengths,
  create: (settings) => ({
    kind: 'stepping',
    steps: settings.steps!,
    start: (images, epsilon, noise) => {
      if (!settings.randomStart) return images;
      const direction = noise.normal();
      const length = tf.mul(tf.div(noise.radius(), l2Norms(direction)), epsilon); // [batch, 1, 1, 1]
      return projectL2(tf.add(images, tf.mul(direction, length)), images, epsilon);
    },
    step: (current, images, gradient, epsilon) => {
      const alpha = settings.alpha ?? (settings.relativeAlpha! * epsilon) / settings.steps!;
      const norms = l2Norms(gradient); // [batch, 1, 1, 1]
      const direction = tf.div(gradient, tf.add(norms, SMALLEST_NORM));
      const moved = tf.add(current, tf.mul(alpha, direction)) as Tensor4D;
      const projected = projectL2(moved, images, epsilon);
      // Projecting a point of the sphere again changes its last bits. An example that did not move must keep them.
      return tf.where(tf.greater(norms, 0), projected, current) as Tensor4D;
    },
    reach: (taken, pixels) =>
      settings.randomStart ? Number.POSITIVE_INFINITY : reachOfUnitSteps(settings, taken, pixels),
  }),
};
