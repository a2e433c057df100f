import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from '../attack.ts';
import { projectLinf } from './projections.ts';
import { reachOfSignSteps } from './reach.ts';
import { settingRules, stepLengths } from './setting-rules.ts';

const { alpha, relativeAlpha, steps } = settingRules;

/**
 * BIM, the basic iterative method (Kurakin, Goodfellow & Bengio 2017, "Adversarial examples in the physical world",
 * section 2.2), in ℓ∞:
 *
 *     x₀′ = x,   xₖ₊₁′ = Π(xₖ′ + α · sign ∇L(xₖ′, y))
 *
 * Π clips every pixel to [x − ε, x + ε] and to [0, 1]. L is the cross-entropy. α is set, or relativeAlpha · ε / steps.
 * There are no restarts, because nothing is random.
 *
 *     x′ = start = x
 *     repeat `steps` times:
 *       g  = ∇L(x′, y)
 *       x′ = step(x′, g)
 */
export const bim: AttackDefinition = {
  name: 'bim',
  norm: 'linf',
  settings: { alpha, relativeAlpha, steps },
  defaults: { alpha: 0.001, steps: 20 },
  alternatives: stepLengths,
  create: (settings) => ({
    kind: 'stepping',
    steps: settings.steps!,
    start: (images) => images,
    step: (current, images, gradient, epsilon) => {
      const length = settings.alpha ?? (settings.relativeAlpha! * epsilon) / settings.steps!;
      const moved = tf.add(current, tf.mul(length, tf.sign(gradient))) as Tensor4D;
      return projectLinf(moved, images, epsilon);
    },
    reach: (taken) => reachOfSignSteps(settings, taken),
  }),
};
