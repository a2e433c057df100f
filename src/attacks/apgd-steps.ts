import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { ApgdState } from './apgd-state.ts';
import type { Evaluation, SearchProblem } from './attack.ts';
import { projectLinf } from './projections.ts';

/** What the evaluation of `query` says of each example's search. */
export function recordEvaluation(
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
export function halveSteps(
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
export function move(
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

/** Row by row: `chosen` where the condition holds, else `other`. */
export function selectRows(condition: Tensor, chosen: Tensor4D, other: Tensor4D): Tensor4D {
  return tf.where(tf.reshape(condition, [-1, 1, 1, 1]), chosen, other) as Tensor4D;
}
