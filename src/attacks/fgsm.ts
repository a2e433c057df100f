import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from './attack.ts';
import { clipToPixelRange } from './projections.ts';

/**
 * Fast gradient sign method (Goodfellow et al. 2015, "Explaining and harnessing adversarial examples", section 4).
 * It has no settings: ε is its step.
 */
export const fgsm: AttackDefinition = {
  name: 'fgsm',
  norm: 'linf',
  settings: {},
  defaults: {},
  create: (settings) => ({
    kind: 'stepping',
    name: 'fgsm',
    norm: 'linf',
    settings,
    steps: 1,
    start: (images) => images,
    // x′ = clip₀₁(x + ε · sign ∇ₓL(x, y))
    step: (_current, images, gradient, epsilon) =>
      tf.tidy(() => clipToPixelRange(tf.add(images, tf.mul(epsilon, tf.sign(gradient))))),
    reach: (steps) => (steps === 0 ? 0 : Number.POSITIVE_INFINITY),
  }),
};
