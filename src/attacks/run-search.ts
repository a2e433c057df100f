import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Evaluation, SearchAttack, SearchProblem, SearchState } from './attack.ts';
import type { EvaluateTarget } from './evaluate-target.ts';
import { paddedSize } from './padded-size.ts';
import { disposeTensors, gatherTensors, listTensors } from './search-tensors.ts';
import { gatherRows, replaceRows } from './select-rows.ts';

/** Which of some rows of the batch are misclassified for good, by an evaluation of their images. */
export type FindFooled = (evaluation: Evaluation, images: Tensor4D, rows: Int32Array) => boolean[];

export interface SearchOptions {
  /** The batch's clean images, [batch, height, width, channels]. */
  readonly images: Tensor4D;
  /** One a row of the batch. */
  readonly labels: Int32Array;
  /** Rows of the batch to attack, in increasing order. */
  readonly rows: Int32Array;
  readonly evaluate: EvaluateTarget;
  /** What the attack is told besides; random numbers are of the whole batch. */
  readonly problem: Omit<SearchProblem, 'images' | 'labels'>;
  /** Rows that it finds are given up, with the images that were evaluated. Absent: all are searched to the end. */
  readonly findFooled?: FindFooled | undefined;
  /** Called after each evaluation with the share of them that are done; may wait or throw. */
  readonly onEvaluation: (share: number) => Promise<void> | void;
}

/** What is left of a search: position i of its tensors is position `origin[i]` of what was asked for. */
interface Remainder {
  readonly origin: Int32Array;
  readonly problem: SearchProblem;
  readonly state: SearchState;
}

/**
 * Runs a search attack on rows of a batch.
 * @returns [rows, height, width, channels], to be disposed by the caller
 */
export async function runSearch(attack: SearchAttack, options: SearchOptions): Promise<Tensor4D> {
  let found = gatherRows(options.images, options.rows);
  const record = (positions: Int32Array, images: Tensor4D) => {
    const before = found;
    found = replaceRows(before, positions, images);
    tf.dispose([before, images]);
  };

  const batch = options.labels.length;
  let left = beginSearch(attack, options);
  // Positions of `left` that have not been given up.
  let live = left.origin.map((_, position) => position);
  for (let step = 0; step < attack.evaluations && live.length > 0; step++) {
    const rows = left.origin.map((position) => options.rows[position]!);
    let evaluation = evaluateState(attack, left, rows, options.evaluate, step);
    const isFooled = options.findFooled?.(evaluation, left.state.query, rows);
    if (isFooled?.some(Boolean)) {
      const fooled = live.filter((position) => isFooled[position]);
      record(originOf(left, fooled), gatherRows(left.state.query, fooled));
      live = live.filter((position) => !isFooled[position]);
      // Fewer rows are only less work where they are filled up to fewer.
      if (live.length > 0 && paddedSize(live.length, batch) < paddedSize(rows.length, batch)) {
        const whole = evaluation;
        evaluation = gatherTensors(whole, live);
        disposeTensors(whole);
        left = cutDown(left, live, options);
        live = live.map((_, position) => position);
      }
    }
    left = { ...left, state: advance(attack, left, evaluation, step) };
    await options.onEvaluation((step + 1) / attack.evaluations);
  }

  if (live.length > 0) {
    const examples = attack.examples(left.state);
    record(originOf(left, live), gatherRows(examples, live));
    if (!listTensors(left.state).includes(examples)) examples.dispose();
  }
  disposeTensors(left.state, listTensors(left.problem));
  disposeTensors(left.problem);
  return found;
}

function beginSearch(attack: SearchAttack, options: SearchOptions): Remainder {
  const origin = options.rows.map((_, position) => position);
  const problem = describeProblem(origin, options);
  const state = tf.tidy(() => ({ ...attack.begin(problem) }));
  return { origin, problem, state };
}

function describeProblem(
  origin: Int32Array,
  { images, labels, rows, problem }: SearchOptions,
): SearchProblem {
  const own = origin.map((position) => rows[position]!);
  const ofOwn = (draws: Tensor2D) => {
    const values = gatherRows(draws, own);
    draws.dispose();
    return values;
  };
  return {
    ...problem,
    images: gatherRows(images, own),
    labels: tf.tensor1d(
      own.map((row) => labels[row]!),
      'int32',
    ),
    uniform: (draw, size) => ofOwn(problem.uniform(draw, size)),
    normal: (draw, size) => ofOwn(problem.normal(draw, size)),
  };
}

function evaluateState(
  attack: SearchAttack,
  { problem, state }: Remainder,
  rows: Int32Array,
  evaluate: EvaluateTarget,
  step: number,
): Evaluation {
  const evaluation = evaluate(state.query, rows, step, attack);
  if (!problem.stochastic || state.incumbent === undefined) return evaluation;
  const incumbent = evaluate(state.incumbent, rows, step, { ...attack, usesGradient: false });
  incumbent.logProbabilities.dispose();
  return { ...evaluation, incumbentLosses: incumbent.losses };
}

function advance(
  attack: SearchAttack,
  { problem, state }: Remainder,
  evaluation: Evaluation,
  step: number,
): SearchState {
  const next = tf.tidy(() => ({ ...attack.advance(state, evaluation, problem, step) }));
  const kept = [...listTensors(next), ...listTensors(problem)];
  disposeTensors(state, kept);
  disposeTensors(evaluation, kept);
  return next;
}

function cutDown({ origin, problem, state }: Remainder, live: Int32Array, options: SearchOptions): Remainder {
  const left = live.map((position) => origin[position]!);
  const cut = { origin: left, problem: describeProblem(left, options), state: gatherTensors(state, live) };
  disposeTensors(state, listTensors(problem));
  disposeTensors(problem);
  return cut;
}

function originOf({ origin }: Remainder, positions: Int32Array): Int32Array {
  return positions.map((position) => origin[position]!);
}
