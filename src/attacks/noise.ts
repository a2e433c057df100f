import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition } from './attack.ts';
import { settingRules } from './setting-rules.ts';
import { startUniformly } from './uniform-start.ts';

/**
 * Uniform noise in the linf ball, the floor that every attack must beat: clip(x + ε · u) to [0, 1], u uniform in
 * [-1, 1) for each pixel. It asks the model nothing; with restarts it is a random search.
 */
export const noise: AttackDefinition = {
  name: 'noise',
  norm: 'linf',
  settings: { restarts: settingRules.restarts },
  defaults: { restarts: 1 },
  create: (settings) => ({
    kind: 'stepping',
    name: 'noise',
    norm: 'linf',
    settings,
    steps: 0,
    start: (images, epsilon, streams) => tf.tidy(() => startUniformly(images, epsilon, streams.uniform())),
    step: (current) => current,
    reach: () => Number.POSITIVE_INFINITY,
  }),
};
