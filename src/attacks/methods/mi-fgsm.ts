import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition, SearchMethod, SearchState } from '../attack.ts';
import { crossEntropy } from '../losses.ts';
import { projectLinf } from './projections.ts';
import { settingRules, stepLengths } from './setting-rules.ts';

interface MomentumState extends SearchState {
  /** g, [examples, height, width, channels]. */
  readonly momentum: Tensor4D;
}

const { alpha, relativeAlpha, steps } = settingRules;

/**
 * MI-FGSM, the momentum iterative fast gradient sign method (Dong et al. 2018, "Boosting adversarial attacks with
 * momentum", eq. 6 and 7), in ℓ∞:
 *
 *     gₖ₊₁ = μ · gₖ + ∇L(xₖ′, y) / ‖∇L(xₖ′, y)‖₁,   xₖ₊₁′ = Π(xₖ′ + α · sign gₖ₊₁),   x₀′ = x, g₀ = 0
 *
 * Π clips every pixel to [x − ε, x + ε] and to [0, 1]. L is the cross-entropy. μ is the setting `decay`. α is ε / steps
 * unless set. A gradient of zero adds nothing to the momentum. There are no restarts, because nothing is random.
 *
 *     x′, g = begin = x, 0
 *     repeat `steps` times:
 *       x′, g = advance(x′, g, ∇L(x′, y))
 */
export const miFgsm: AttackDefinition = {
  name: 'mi-fgsm',
  norm: 'linf',
  settings: {
    alpha,
    relativeAlpha,
    steps,
    decay: { type: 'number', minimum: 0, description: 'Share of the momentum that a step keeps.' },
  },
  defaults: { relativeAlpha: 1, steps: 10, decay: 1 },
  alternatives: stepLengths,
  create: (settings): SearchMethod<MomentumState> => ({
    kind: 'search',
    evaluations: settings.steps!,
    loss: crossEntropy,
    usesGradient: true,
    begin: ({ images }) => ({ query: images, momentum: tf.zerosLike(images) }),
    advance: ({ query, momentum }, { gradient }, { images, epsilon }) => {
      const length = settings.alpha ?? (settings.relativeAlpha! * epsilon) / settings.steps!;
      const norms = tf.sum(tf.abs(gradient!), [1, 2, 3], true); // [examples, 1, 1, 1]
      const direction = tf.divNoNan(gradient!, norms);
      const next = tf.add(tf.mul(settings.decay as number, momentum), direction) as Tensor4D;
      const moved = tf.add(query, tf.mul(length, tf.sign(next))) as Tensor4D;
      return { query: projectLinf(moved, images, epsilon), momentum: next };
    },
    examples: ({ query }) => query,
  }),
};
