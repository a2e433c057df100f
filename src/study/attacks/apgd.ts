import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { listCheckpoints } from './apgd-checkpoints.ts';
import type {
  AttackDefinition,
  Evaluation,
  LossFunction,
  SearchAttack,
  SearchProblem,
  SearchState,
} from './attack.ts';
import { crossEntropy } from './cross-entropy.ts';
import { logitsRatio } from './logits-ratio.ts';
import { projectLinf } from './projections.ts';
import { settingRules } from './setting-rules.ts';

/** Of each example: where it is, the best it has been, and how its search has gone since the last checkpoint. */
interface ApgdState extends SearchState {
  /** The iterate before `query`. */
  readonly previous: Tensor4D;
  readonly best: Tensor4D;
  readonly bestGradient: Tensor4D;
  readonly bestLoss: Tensor1D;
  /** The misclassified iterate of highest loss, if its loss is not −∞. */
  readonly fooling: Tensor4D;
  readonly foolingLoss: Tensor1D;
  readonly stepSize: Tensor1D;
  readonly lastLoss: Tensor1D;
  /** Steps since the last checkpoint that raised the loss. */
  readonly increases: Tensor1D;
  readonly lossAtCheckpoint: Tensor1D;
  /** 1 where the step was halved at the last checkpoint. */
  readonly halved: Tensor1D;
}

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
 * the iterate of highest loss. The random start is x + ε · t / max |t|, t uniform in [-1, 1)ⁿ.
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

function beginApgd({ images, epsilon, uniform }: SearchProblem, randomStart: boolean): ApgdState {
  const examples = images.shape[0];
  let query = images;
  if (randomStart) {
    const t = tf.sub(tf.mul(tf.reshape(uniform(0, images.size / examples), images.shape), 2), 1);
    const largest = tf.max(tf.abs(t), [1, 2, 3], true);
    query = projectLinf(tf.add(images, tf.mul(epsilon, tf.div(t, largest))), images, epsilon);
  }
  const fill = (value: number) => tf.fill([examples], value) as Tensor1D;
  return {
    query,
    previous: query,
    best: query,
    bestGradient: tf.zerosLike(images),
    bestLoss: fill(Number.NEGATIVE_INFINITY),
    fooling: query,
    foolingLoss: fill(Number.NEGATIVE_INFINITY),
    stepSize: fill(2 * epsilon),
    // Nothing is above it: the first evaluation is no increase.
    lastLoss: fill(Number.POSITIVE_INFINITY),
    increases: fill(0),
    lossAtCheckpoint: fill(0),
    halved: fill(1),
  };
}

function recordEvaluation(
  state: ApgdState,
  { losses, gradient, logProbabilities }: Evaluation,
  { labels }: SearchProblem,
  step: number,
): ApgdState {
  const isBetter = tf.greater(losses, state.bestLoss);
  const isFooled = tf.notEqual(tf.argMax(logProbabilities, 1), labels);
  const foolsBetter = tf.logicalAnd(isFooled, tf.greater(losses, state.foolingLoss));
  return {
    ...state,
    best: selectRows(isBetter, state.query, state.best),
    bestGradient: selectRows(isBetter, gradient!, state.bestGradient),
    bestLoss: tf.maximum(losses, state.bestLoss),
    fooling: selectRows(foolsBetter, state.query, state.fooling),
    foolingLoss: tf.where(foolsBetter, losses, state.foolingLoss) as Tensor1D,
    lastLoss: losses,
    increases: tf.add(state.increases, tf.cast(tf.greater(losses, state.lastLoss), 'float32')),
    lossAtCheckpoint: step === 0 ? losses : state.lossAtCheckpoint,
  };
}

/** A checkpoint. `enough`: increases of the loss up to which a search counts as oscillating. */
function halveSteps(
  state: ApgdState,
  gradient: Tensor4D,
  enough: number,
): ApgdState & { readonly gradient: Tensor4D } {
  const oscillates = tf.lessEqual(state.increases, enough);
  const isStuck = tf.logicalAnd(
    tf.equal(state.halved, 0),
    tf.greaterEqual(state.lossAtCheckpoint, state.bestLoss),
  );
  const halve = tf.logicalOr(oscillates, isStuck);
  return {
    ...state,
    stepSize: tf.where(halve, tf.div(state.stepSize, 2), state.stepSize) as Tensor1D,
    query: selectRows(halve, state.best, state.query),
    gradient: selectRows(halve, state.bestGradient, gradient),
    halved: tf.cast(halve, 'float32') as Tensor1D,
    lossAtCheckpoint: state.bestLoss,
    increases: tf.zerosLike(state.increases),
  };
}

/** zₖ₊₁ = P(xₖ + η · sign ∇), xₖ₊₁ = P(xₖ + a · (zₖ₊₁ − xₖ) + (1 − a) · (xₖ − xₖ₋₁)) */
function move(
  { gradient, ...state }: ApgdState & { readonly gradient: Tensor4D },
  { images, epsilon }: SearchProblem,
  weight: number,
): ApgdState {
  const { query, previous } = state;
  const stepSize = tf.reshape(state.stepSize, [-1, 1, 1, 1]);
  const target = projectLinf(tf.add(query, tf.mul(stepSize, tf.sign(gradient))), images, epsilon);
  const towards = tf.mul(tf.sub(target, query), weight);
  const onwards = tf.mul(tf.sub(query, previous), 1 - weight);
  return {
    ...state,
    query: projectLinf(tf.add(tf.add(query, towards), onwards) as Tensor4D, images, epsilon),
    previous: query,
  };
}

function selectRows(condition: Tensor, chosen: Tensor4D, other: Tensor4D): Tensor4D {
  return tf.where(tf.reshape(condition, [-1, 1, 1, 1]), chosen, other) as Tensor4D;
}
