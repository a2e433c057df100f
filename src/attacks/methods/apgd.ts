import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type {
  AttackDefinition,
  Evaluation,
  LossFunction,
  SearchMethod,
  SearchProblem,
  SearchState,
} from '../attack.ts';
import { crossEntropy, logitsRatio } from '../losses.ts';
import { projectLinf } from './projections.ts';
import { settingRules } from './setting-rules.ts';

/** Weight of the new direction against the last move, α in the paper. */
const MOMENTUM = 0.75;

/** Where each example's search stands. Images are [examples, height, width, channels], the others [examples]. */
interface ApgdState extends SearchState {
  /** xₖ₋₁, the iterate before `query`. */
  readonly previous: Tensor4D;
  /** The iterate of highest loss so far. */
  readonly best: Tensor4D;
  readonly bestGradient: Tensor4D;
  readonly bestLoss: Tensor1D;
  /** The misclassified iterate of highest loss. While there is none, `foolingLoss` is −∞. */
  readonly fooling: Tensor4D;
  readonly foolingLoss: Tensor1D;
  /** η, the length of a step. */
  readonly stepSize: Tensor1D;
  readonly lastLoss: Tensor1D;
  /** Number of steps since the last checkpoint that raised the loss. */
  readonly increases: Tensor1D;
  readonly lossAtCheckpoint: Tensor1D;
  /** 1 where the step was halved at the last checkpoint, else 0. */
  readonly halved: Tensor1D;
}

/** APGD-CE: Auto-PGD with the cross-entropy. */
export const apgdCe = defineApgd('apgd-ce', crossEntropy);
/** APGD-DLR: Auto-PGD with the difference of logits ratio. */
export const apgdDlr = defineApgd('apgd-dlr', logitsRatio);

/**
 * APGD, Auto-PGD in ℓ∞ (Croce & Hein 2020, "Reliable evaluation of adversarial robustness with an ensemble of diverse
 * parameter-free attacks", algorithm 1):
 *
 *     zₖ₊₁ = Π(xₖ + η · sign ∇L(xₖ, y))
 *     xₖ₊₁ = Π(xₖ + α · (zₖ₊₁ − xₖ) + (1 − α) · (xₖ − xₖ₋₁)),   α = 0.75, and 1 at the first step
 *
 * Π clips every pixel to [x − ε, x + ε] and to [0, 1]. η starts at 2ε. At checkpoints η is halved, and the search goes on
 * from its best point, where at most a share `rho` of the steps raised the loss (condition 1), or where neither η nor
 * the best loss has changed since the last checkpoint (condition 2). The start is x, or with `randomStart`
 * x + ε · t / max |t|, t uniform in [-1, 1) for each pixel.
 *
 *     repeat `restarts` times:
 *       state = begin
 *       for k = 0 … steps:                         // one evaluation more than steps
 *         state = record(loss, gradient, prediction at xₖ)
 *         if k is a checkpoint: halve η and return to the best point, where a condition holds
 *         state = move
 *       take the misclassified iterate of highest loss, else the iterate of highest loss
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
    create: (settings): SearchMethod<ApgdState> => {
      const steps = settings.steps!;
      const checkpoints = listCheckpoints(steps);
      return {
        kind: 'search',
        evaluations: steps + 1,
        loss,
        usesGradient: true,
        begin: (problem) => begin(problem, settings.randomStart === true),
        advance: (state, evaluation, problem, step) => {
          const recorded = record(state, evaluation, problem, step);
          const length = checkpoints.get(step);
          const { gradient, ...checked } =
            length === undefined
              ? { ...recorded, gradient: evaluation.gradient! }
              : halveSteps(recorded, evaluation.gradient!, length * (settings.rho as number));
          return move(checked, gradient, problem, step === 0 ? 1 : MOMENTUM);
        },
        examples: ({ best, fooling, foolingLoss }) =>
          selectRows(tf.greater(foolingLoss, Number.NEGATIVE_INFINITY), fooling, best),
      };
    },
  };
}

/**
 * The steps after which there is a checkpoint, each with the number of steps since the one before (section 3.2: the
 * first after 22% of the steps, intervals shorter by 3% each time, 6% at least).
 */
export function listCheckpoints(steps: number): ReadonlyMap<number, number> {
  const share = (part: number) => Math.max(1, Math.floor(part * steps));
  const checkpoints = new Map<number, number>();
  let length = share(0.22);
  for (let step = length; step <= steps; step += length) {
    checkpoints.set(step, length);
    length = Math.max(length - share(0.03), share(0.06));
  }
  return checkpoints;
}

/** Before the first evaluation: at x, or at x + ε · t / max |t|. */
function begin({ images, epsilon, uniform }: SearchProblem, randomStart: boolean): ApgdState {
  const examples = images.shape[0];
  let query = images;
  if (randomStart) {
    const t = tf.sub(tf.mul(tf.reshape(uniform(0, images.size / examples), images.shape), 2), 1);
    const largest = tf.max(tf.abs(t), [1, 2, 3], true); // [examples, 1, 1, 1]
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
    // No loss is above infinity, so the first evaluation does not count as an increase.
    lastLoss: fill(Number.POSITIVE_INFINITY),
    increases: fill(0),
    lossAtCheckpoint: fill(0),
    halved: fill(1), // 1, so that condition 2 cannot hold at the first checkpoint
  };
}

/** The state with what the evaluation of `query` says: best iterates, losses, the number of increases. */
function record(
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

/**
 * A checkpoint. Where a condition holds, η is halved and the search returns to its best point and the gradient there.
 * @param enough condition 1 holds if at most this many steps raised the loss since the last checkpoint
 */
function halveSteps(
  state: ApgdState,
  gradient: Tensor4D,
  enough: number,
): ApgdState & { readonly gradient: Tensor4D } {
  // Condition 1: too few steps raised the loss, so the search jumps to and fro over a maximum.
  const oscillates = tf.lessEqual(state.increases, enough);
  // Condition 2: η was not halved at the last checkpoint, and still the best loss has not grown.
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

/**
 * zₖ₊₁ = Π(xₖ + η · sign ∇), xₖ₊₁ = Π(xₖ + α · (zₖ₊₁ − xₖ) + (1 − α) · (xₖ − xₖ₋₁))
 * @param weight α
 */
function move(
  state: ApgdState,
  gradient: Tensor4D,
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

/** Example by example: `chosen` where the condition [examples] holds, else `other`. */
function selectRows(condition: Tensor, chosen: Tensor4D, other: Tensor4D): Tensor4D {
  return tf.where(tf.reshape(condition, [-1, 1, 1, 1]), chosen, other) as Tensor4D;
}
