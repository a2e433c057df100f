import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { listRange } from '../../datasets/image-set.ts';
import type { Evaluation, SearchAttack, SearchProblem, SearchState, StartNoise } from '../attack.ts';
import { paddedSize } from './evaluate-target.ts';
import { type AttackNoise, isWholeBatch } from './random-streams.ts';
import { disposeTensors, gatherRows, listTensors, mapTensors, replaceRows } from './rows.ts';

/** The search for some ε's whose iterates are the same so far. It owns its tensors: they are disposed with it. */
export interface Path {
  readonly epsilons: readonly number[];
  /** Row i of the path's tensors is row `rows[i]` of the batch. */
  readonly rows: Int32Array;
  /** Positions in `rows` that are still searched. The others were given up, and are still computed, but ignored. */
  readonly live: Int32Array;
  /** [batch, height, width, channels], with the examples of the rows that were given up. Undefined while there is none. */
  readonly found: Tensor4D | undefined;
  readonly problem: Problem;
  readonly state: SearchState;
}

export interface Problem extends SearchProblem {
  readonly start: StartNoise;
}

/** A path with the model's answer to its query. */
interface Answered {
  readonly path: Path;
  readonly evaluation: Evaluation;
}

/** The batch that a search is made on, and what is the same in all of its paths. */
export interface SearchedBatch {
  /** The clean images, [batch, height, width, channels]. */
  readonly images: Tensor4D;
  /** [batch] */
  readonly labels: Int32Array;
  readonly classes: number;
  /** Rows of the batch to attack, in increasing order. */
  readonly rows: Int32Array;
  /** What the result has in the other rows, shaped like `images`. */
  readonly others: Tensor4D;
  /** Random numbers of the whole batch. */
  readonly noise: AttackNoise;
  /** Number of the restart, from 0. */
  readonly restart: number;
  /** Whether the model answers the same question differently from step to step. */
  readonly stochastic: boolean;
}

/** A path at its start, before the first evaluation. */
export function beginPath(search: SearchAttack, epsilons: readonly number[], batch: SearchedBatch): Path {
  const { rows } = batch;
  const problem = describeProblem(rows, epsilons, batch);
  const state = tf.tidy(() => ({ ...search.begin(problem) }));
  return { epsilons, rows, live: listRange(0, rows.length), found: undefined, problem, state };
}

function describeProblem(rows: Int32Array, epsilons: readonly number[], batch: SearchedBatch): Problem {
  const { images, labels, classes, restart, stochastic, noise } = batch;
  const take = isWholeBatch(rows, labels.length)
    ? <T extends tf.Tensor>(values: T): T => values.clone() as T
    : <T extends tf.Tensor>(values: T): T => gatherRows(values, rows);
  return {
    images: take(images),
    labels: tf.tensor1d(
      rows.map((row) => labels[row]!),
      'int32',
    ),
    classes,
    epsilon: Math.max(...epsilons),
    restart,
    stochastic,
    start: {
      uniform: () => tf.tidy(() => take(noise.start.uniform())),
      normal: () => tf.tidy(() => take(noise.start.normal())),
      radius: () => tf.tidy(() => take(noise.start.radius())),
    },
    uniform: (draw, size) => tf.tidy(() => take(noise.uniform(draw, size))),
    normal: (draw, size) => tf.tidy(() => take(noise.normal(draw, size))),
  };
}

/**
 * Gives up the rows that are fooled: their result is the image that was evaluated. The other rows go on alone if that makes
 * the next pass through the network smaller.
 * @param isFooled for each of the path's rows; undefined: none is
 */
export function giveUpRows(
  path: Path,
  evaluation: Evaluation,
  isFooled: readonly boolean[] | undefined,
  batch: SearchedBatch,
): Answered {
  if (!isFooled?.some(Boolean)) return { path, evaluation };
  const { epsilons, rows, state } = path;
  const fooled = path.live.filter((position) => isFooled[position]);
  const found = placeExamples(path, fooled, state.query, batch);
  path.found?.dispose();
  const live = path.live.filter((position) => !isFooled[position]);
  // A pass has one of a few sizes and is filled up to it. Fewer rows save nothing as long as the size is the same.
  const size = batch.labels.length;
  if (live.length === 0 || paddedSize(live.length, size) === paddedSize(rows.length, size)) {
    return { path: { ...path, live, found }, evaluation };
  }
  const liveRows = live.map((position) => rows[position]!);
  const cutDown = <T extends object>(record: T): T =>
    mapTensors(record, (tensor) => gatherRows(tensor, live));
  const answered = {
    path: {
      ...{ epsilons, rows: liveRows, live: listRange(0, live.length), found },
      problem: describeProblem(liveRows, epsilons, batch),
      state: cutDown(state),
    },
    evaluation: cutDown(evaluation),
  };
  disposePath({ ...path, found: undefined });
  disposeTensors(evaluation);
  return answered;
}

/** The path after a step: one path for each group of its ε's. Disposes the evaluation. */
export function advancePath(
  search: SearchAttack,
  { path, evaluation }: Answered,
  step: number,
  groups: readonly (readonly number[])[],
): Path[] {
  const { problem, state } = path;
  if (groups.length === 1) {
    const next = tf.tidy(() => ({ ...search.advance(state, evaluation, problem, step) }));
    const kept = [...listTensors(next), ...listTensors(problem)];
    disposeTensors(state, kept);
    disposeTensors(evaluation, kept);
    return [{ ...path, state: next }];
  }
  // Two groups may get the same tensor from the attack. Each path has its own clone of it.
  const cloneAll = <T extends object>(record: T): T => mapTensors(record, (tensor) => tensor.clone());
  const paths = groups.map((epsilons) => {
    const own = { ...cloneAll(problem), epsilon: Math.max(...epsilons) };
    const next = tf.tidy(() => cloneAll({ ...search.advance(state, evaluation, own, step) }));
    return { ...cloneAll(path), epsilons, problem: own, state: next };
  });
  disposePath(path);
  disposeTensors(evaluation);
  return paths;
}

/** The examples at the path's end, [batch, height, width, channels]. Disposes the path. */
export function finishPath(search: SearchAttack, path: Path, batch: SearchedBatch): Tensor4D {
  const { found, live, state } = path;
  const examples = tf.tidy(() => {
    if (live.length === 0) return (found ?? batch.others).clone();
    const last = search.examples(state);
    return live.length === batch.labels.length ? last.clone() : placeExamples(path, live, last, batch);
  });
  disposePath(path);
  return examples;
}

/** The whole batch with some of `images` in it: those at these positions of the path. */
function placeExamples(
  { rows, found }: Path,
  positions: Int32Array,
  images: Tensor4D,
  { others }: SearchedBatch,
): Tensor4D {
  return tf.tidy(() =>
    replaceRows(
      found ?? others,
      positions.map((position) => rows[position]!),
      gatherRows(images, positions),
    ),
  );
}

function disposePath({ found, problem, state }: Path): void {
  disposeTensors(state, listTensors(problem));
  disposeTensors(problem);
  found?.dispose();
}
