import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from './attack.ts';
import { settingRules } from './setting-rules.ts';
import { reachOfSignSteps, stepBySign } from './sign-step.ts';
import { reachOfSteps, stepLength, stepLengths } from './step-length.ts';
import { startUniformly } from './uniform-start.ts';

/**
 * Projected gradient descent in linf (Madry et al. 2018, "Towards deep learning models resistant to adversarial
 * attacks", section 2.1): the basic iterative method from a random point of the ε-ball,
 * x₀′ = clip(x + ε · u) to [0, 1], u uniform in [-1, 1) for each pixel.
 */
export const pgdLinf: AttackDefinition = {
  name: 'pgd-linf',
  norm: 'linf',
  settings: settingRules,
  defaults: { alpha: 0.001, steps: 20, randomStart: true, restarts: 1 },
  alternatives: stepLengths,
  create: (settings) => ({
    kind: 'stepping',
    name: 'pgd-linf',
    norm: 'linf',
    settings,
    steps: settings.steps!,
    start: (images, epsilon, noise) =>
      settings.randomStart ? tf.tidy(() => startUniformly(images, epsilon, noise.uniform())) : images,
    step: (current, images, gradient, epsilon) =>
      stepBySign(current, images, gradient, stepLength(settings, epsilon), epsilon),
    reach: (taken) =>
      settings.randomStart ? Number.POSITIVE_INFINITY : reachOfSteps(settings, taken, reachOfSignSteps),
  }),
};
