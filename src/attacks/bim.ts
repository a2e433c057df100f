import type { AttackDefinition } from './attack.ts';
import { settingRules } from './setting-rules.ts';
import { reachOfSignSteps, stepBySign } from './sign-step.ts';
import { reachOfSteps, stepLength, stepLengths } from './step-length.ts';

const { alpha, relativeAlpha, steps } = settingRules;

/**
 * Basic iterative method (Kurakin et al. 2017, "Adversarial examples in the physical world", section 2.2):
 * x₀′ = x, xₖ₊₁′ = clip(xₖ′ + α · sign ∇L(xₖ′, y)) to the ε-ball around x and to [0, 1].
 */
export const bim: AttackDefinition = {
  name: 'bim',
  norm: 'linf',
  settings: { alpha, relativeAlpha, steps },
  defaults: { alpha: 0.001, steps: 20 },
  alternatives: stepLengths,
  create: (settings) => ({
    kind: 'stepping',
    name: 'bim',
    norm: 'linf',
    settings,
    steps: settings.steps!,
    start: (images) => images,
    step: (current, images, gradient, epsilon) =>
      stepBySign(current, images, gradient, stepLength(settings, epsilon), epsilon),
    reach: (taken) => reachOfSteps(settings, taken, reachOfSignSteps),
  }),
};
