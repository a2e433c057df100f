import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from '../attack.ts';
import { clipToPixelRange } from './projections.ts';

/**
 * FGSM, the fast gradient sign method (Goodfellow, Shlens & Szegedy 2015, "Explaining and harnessing adversarial
 * examples", section 4), in ℓ∞:
 *
 *     x′ = clip₀₁(x + ε · sign ∇ₓL(x, y))
 *
 * One step, as long as ε. L is the cross-entropy. There are no settings and no restarts, because nothing is random.
 *
 *     x′ = start = x
 *     g  = ∇L(x′, y)
 *     x′ = step(x′, g)
 */
export const fgsm: AttackDefinition = {
  name: 'fgsm',
  norm: 'linf',
  settings: {},
  defaults: {},
  create: () => ({
    kind: 'stepping',
    steps: 1,
    start: (images) => images,
    step: (_current, images, gradient, epsilon) =>
      clipToPixelRange(tf.add(images, tf.mul(epsilon, tf.sign(gradient)))),
    // The gradient is the same for every ε, the step is not.
    reach: (steps) => (steps === 0 ? 0 : Number.POSITIVE_INFINITY),
  }),
};
