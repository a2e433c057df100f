import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from '../attack.ts';
import { projectLinf } from './projections.ts';
import { reachOfSignSteps } from './reach.ts';
import { settingRules, stepLengths } from './setting-rules.ts';

/**
 * PGD, projected gradient descent (Madry et al. 2018, "Towards deep learning models resistant to adversarial attacks",
 * section 2.1), in ℓ∞: sign steps, as of the basic iterative method, from a random point of the ε-ball.
 *
 *     x₀′ = Π(x + ε · u),   xₖ₊₁′ = Π(xₖ′ + α · sign ∇L(xₖ′, y))
 *
 * u is uniform in [-1, 1) for each pixel (x₀′ = x without `randomStart`). Π clips every pixel to [x − ε, x + ε] and to
 * [0, 1]. L is the cross-entropy; for a Bayesian network that of the mean prediction of K posterior samples, fresh ones at
 * each step. α is the setting `alpha`, or `relativeAlpha` · ε / `steps`.
 *
 *     repeat `restarts` times:         // in search/attack-batch.ts; the rest in search/run-search.ts
 *       x′ = start                     // another u each time
 *       repeat `steps` times:
 *         g  = ∇L(x′, y)
 *         x′ = step(x′, g)
 *     of each example, keep the first misclassified x′; if there is none, the one of highest loss
 */
export const pgdLinf: AttackDefinition = {
  name: 'pgd-linf',
  norm: 'linf',
  settings: settingRules,
  defaults: { alpha: 0.001, steps: 20, randomStart: true, restarts: 1 },
  alternatives: stepLengths,
  create: (settings) => ({
    kind: 'stepping',
    steps: settings.steps!,
    start: (images, epsilon, noise) => {
      if (!settings.randomStart) return images;
      const u = tf.sub(tf.mul(noise.uniform(), 2), 1);
      return projectLinf(tf.add(images, tf.mul(u, epsilon)), images, epsilon);
    },
    step: (current, images, gradient, epsilon) => {
      const alpha = settings.alpha ?? (settings.relativeAlpha! * epsilon) / settings.steps!;
      const moved = tf.add(current, tf.mul(alpha, tf.sign(gradient))) as Tensor4D;
      return projectLinf(moved, images, epsilon);
    },
    // A random start depends on ε, so no two ε's have the same iterate: Infinity.
    reach: (taken) => (settings.randomStart ? Number.POSITIVE_INFINITY : reachOfSignSteps(settings, taken)),
  }),
};
