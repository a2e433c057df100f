import type { AttackDefinition } from './attack.ts';
import { reachOfSignSteps, stepBySign } from './sign-step.ts';

const ALPHA = 0.001;
const STEPS = 20;

/**
 * Basic iterative method (Kurakin et al. 2017, "Adversarial examples in the physical world", section 2.2):
 * x₀′ = x, xₖ₊₁′ = clip(xₖ′ + α · sign ∇L(xₖ′, y)) to the ε-ball around x and to [0, 1].
 */
export const bim: AttackDefinition = {
  name: 'bim',
  defaults: { alpha: ALPHA, steps: STEPS },
  create: (settings) => {
    const { alpha = ALPHA, steps = STEPS } = settings;
    return {
      name: 'bim',
      norm: 'linf',
      settings: { alpha, steps },
      steps,
      start: (images) => images,
      step: (current, images, gradient, epsilon) => stepBySign(current, images, gradient, alpha, epsilon),
      reach: (taken) => reachOfSignSteps(alpha, taken),
    };
  },
};
