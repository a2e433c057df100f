import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from '../attack.ts';
import { projectLinf } from './projections.ts';
import { settingRules } from './setting-rules.ts';

/**
 * Uniform noise in the ℓ∞ ball, the floor that every attack must beat:
 *
 *     x′ = Π(x + ε · u),   u uniform in [-1, 1) for each pixel
 *
 * Π clips every pixel to [x − ε, x + ε] and to [0, 1]. It takes no steps and asks the model nothing. With restarts it is
 * a random search:
 *
 *     repeat `restarts` times:
 *       x′ = start                     // another u each time
 *       keep x′ where it is the first to be misclassified, else where its loss is the highest so far
 */
export const noise: AttackDefinition = {
  name: 'noise',
  norm: 'linf',
  settings: { restarts: settingRules.restarts },
  defaults: { restarts: 1 },
  create: () => ({
    kind: 'stepping',
    steps: 0,
    start: (images, epsilon, streams) => {
      const u = tf.sub(tf.mul(streams.uniform(), 2), 1);
      return projectLinf(tf.add(images, tf.mul(u, epsilon)), images, epsilon);
    },
    step: (current) => current,
    reach: () => Number.POSITIVE_INFINITY,
  }),
};
