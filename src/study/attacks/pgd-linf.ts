import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from './attack.ts';
import { projectLinf } from './projections.ts';
import { reachOfSignSteps, stepBySign } from './sign-step.ts';

const ALPHA = 0.001;
const STEPS = 20;

/**
 * Projected gradient descent in linf (Madry et al. 2018, "Towards deep learning models resistant to adversarial
 * attacks", section 2.1): the basic iterative method from a random point of the ε-ball,
 * x₀′ = clip(x + ε · u) to [0, 1], u uniform in [-1, 1) for each pixel.
 */
export const pgdLinf: AttackDefinition = {
  name: 'pgd-linf',
  defaults: { alpha: ALPHA, steps: STEPS, randomStart: true },
  create: (settings) => {
    const { alpha = ALPHA, steps = STEPS, randomStart = true } = settings;
    return {
      name: 'pgd-linf',
      norm: 'linf',
      settings: { alpha, steps, randomStart },
      steps,
      start: (images, epsilon, noise) =>
        randomStart
          ? tf.tidy(() => {
              const u = tf.sub(tf.mul(noise.uniform(), 2), 1);
              return projectLinf(tf.add(images, tf.mul(u, epsilon)), images, epsilon);
            })
          : images,
      step: (current, images, gradient, epsilon) => stepBySign(current, images, gradient, alpha, epsilon),
      reach: (taken) => (randomStart ? Number.POSITIVE_INFINITY : reachOfSignSteps(alpha, taken)),
    };
  },
};
