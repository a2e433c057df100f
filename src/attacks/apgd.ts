import * as tf from '@tensorflow/tfjs-core';
import { listCheckpoints } from './apgd-checkpoints.ts';
import { type ApgdState, beginApgd } from './apgd-state.ts';
import { halveSteps, move, recordEvaluation, selectRows } from './apgd-steps.ts';
import type { AttackDefinition, LossFunction, SearchAttack } from './attack.ts';
import { crossEntropy } from './cross-entropy.ts';
import { logitsRatio } from './logits-ratio.ts';
import { settingRules } from './setting-rules.ts';

/** Weight of the new direction against the last move's. */
const MOMENTUM = 0.75;

/** Auto-PGD with the cross-entropy. */
export const apgdCe = defineApgd('apgd-ce', crossEntropy);
/** Auto-PGD with the difference of logits ratio. */
export const apgdDlr = defineApgd('apgd-dlr', logitsRatio);

/**
 * Auto-PGD in linf (Croce & Hein 2020, "Reliable evaluation of adversarial robustness with an ensemble of diverse
 * parameter-free attacks", algorithm 1). Steps of 2ε with momentum; at checkpoints the step is halved, and the search
 * begins again at its best point, where less than a share `rho` of the steps raised the loss (condition 1) or the
 * best has not changed since the last checkpoint (condition 2). Gives the misclassified iterate of highest loss, else
 * the iterate of highest loss.
 */
function defineApgd(name: string, loss: LossFunction): AttackDefinition {
  return {
    name,
    norm: 'linf',
    settings: {
      steps: settingRules.steps,
      rho: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        description: 'Share of steps that must raise the loss between checkpoints.',
      },
      randomStart: settingRules.randomStart,
      restarts: settingRules.restarts,
    },
    defaults: { steps: 100, rho: 0.75, randomStart: true, restarts: 1 },
    create: (settings): SearchAttack<ApgdState> => {
      const steps = settings.steps!;
      const checkpoints = listCheckpoints(steps);
      return {
        kind: 'search',
        name,
        norm: 'linf',
        settings,
        evaluations: steps + 1,
        loss,
        usesGradient: true,
        begin: (problem) => beginApgd(problem, settings.randomStart === true),
        advance: (state, evaluation, problem, step) => {
          const recorded = recordEvaluation(state, evaluation, problem, step);
          const length = checkpoints.get(step);
          const checked =
            length === undefined
              ? { ...recorded, gradient: evaluation.gradient! }
              : halveSteps(recorded, evaluation.gradient!, length * (settings.rho as number));
          return move(checked, problem, step === 0 ? 1 : MOMENTUM);
        },
        examples: ({ best, fooling, foolingLoss }) =>
          tf.tidy(() => selectRows(tf.greater(foolingLoss, Number.NEGATIVE_INFINITY), fooling, best)),
      };
    },
  };
}
