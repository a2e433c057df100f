import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition, SearchAttack, SearchState } from './attack.ts';
import { crossEntropy } from './cross-entropy.ts';
import { settingRules } from './setting-rules.ts';
import { stepBySign } from './sign-step.ts';
import { stepLength, stepLengths } from './step-length.ts';

interface MomentumState extends SearchState {
  readonly momentum: Tensor4D;
}

const { alpha, relativeAlpha, steps } = settingRules;

/**
 * Momentum iterative FGSM (Dong et al. 2018, "Boosting adversarial attacks with momentum", eq. 6 and 7):
 * gₖ₊₁ = μ · gₖ + ∇L(xₖ′, y) / ‖∇L(xₖ′, y)‖₁, xₖ₊₁′ = clip(xₖ′ + α · sign gₖ₊₁) to the ε-ball and to [0, 1].
 * μ is `decay`; α = ε / steps unless set. A gradient of zero adds nothing to the momentum.
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
  create: (settings): SearchAttack<MomentumState> => ({
    kind: 'search',
    name: 'mi-fgsm',
    norm: 'linf',
    settings,
    evaluations: settings.steps!,
    loss: crossEntropy,
    usesGradient: true,
    begin: ({ images }) => ({ query: images, momentum: tf.zerosLike(images) }),
    advance: ({ query, momentum }, { gradient }, { images, epsilon }) => {
      const norms = tf.sum(tf.abs(gradient!), [1, 2, 3], true);
      const direction = tf.divNoNan(gradient!, norms);
      const next = tf.add(tf.mul(settings.decay as number, momentum), direction) as Tensor4D;
      return {
        query: stepBySign(query, images, next, stepLength(settings, epsilon), epsilon),
        momentum: next,
      };
    },
    examples: ({ query }) => query,
  }),
};
