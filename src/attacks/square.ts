import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition, SearchAttack, SearchProblem, SearchState } from './attack.ts';
import { projectLinf } from './projections.ts';
import { settingRules } from './setting-rules.ts';
import { squareShare } from './square-share.ts';

interface SquareState extends SearchState {
  readonly incumbent: Tensor4D;
  /** [examples], minus the incumbent's margin. */
  readonly bestLoss: Tensor1D;
}

/**
 * Square attack in linf (Andriushchenko et al. 2020, "Square attack: a query-efficient black-box adversarial attack
 * via random search", algorithms 1 and 2), gradient-free: from vertical stripes of ±ε, squares at random places are
 * moved by ±2ε a channel (and back into the ball), and kept where the margin z_y − max_{i≠y} z_i shrinks. An example
 * rests once it is misclassified. Where the model is stochastic, the best so far is evaluated again by each query's
 * samples, for otherwise one lucky draw would stop the search, and nothing rests.
 */
export const square: AttackDefinition = {
  name: 'square',
  norm: 'linf',
  settings: {
    queries: { type: 'integer', minimum: 1, description: 'Number of images that the model is asked about.' },
    pInit: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      description: 'Share of an image that the first squares cover.',
    },
    restarts: settingRules.restarts,
  },
  defaults: { queries: 5000, pInit: 0.8, restarts: 1 },
  create: (settings): SearchAttack<SquareState> => {
    const queries = settings.queries as number;
    return {
      kind: 'search',
      name: 'square',
      norm: 'linf',
      settings,
      evaluations: queries,
      loss: negativeMargin,
      usesGradient: false,
      begin: (problem) => {
        const query = paintStripes(problem);
        const bestLoss = tf.fill([query.shape[0]], Number.NEGATIVE_INFINITY) as Tensor1D;
        return { query, incumbent: query, bestLoss };
      },
      advance: (state, { losses, incumbentLosses }, problem, step) => {
        const toBeat = incumbentLosses ?? state.bestLoss;
        const shrinks = tf.greater(losses, toBeat);
        const isBetter = problem.stochastic
          ? shrinks
          : tf.logicalAnd(shrinks, tf.lessEqual(state.bestLoss, 0));
        const incumbent = tf.where(
          tf.reshape(isBetter, [-1, 1, 1, 1]),
          state.query,
          state.incumbent,
        ) as Tensor4D;
        return {
          query: paintSquare(incumbent, problem, step, squareShare(step / queries, settings.pInit as number)),
          incumbent,
          bestLoss: tf.where(isBetter, losses, toBeat) as Tensor1D,
        };
      },
      examples: ({ incumbent }) => incumbent,
    };
  },
};

/** max_{i≠y} z_i − z_y, above 0 where misclassified. */
function negativeMargin(logProbabilities: Tensor2D, labels: Tensor1D): Tensor1D {
  const isLabel = tf.cast(tf.oneHot(labels, logProbabilities.shape[1]), 'bool');
  const others = tf.where(
    isLabel,
    tf.fill(logProbabilities.shape, Number.NEGATIVE_INFINITY),
    logProbabilities,
  );
  const label = tf.where(isLabel, logProbabilities, tf.zerosLike(logProbabilities));
  return tf.sub(tf.max(others, 1), tf.sum(label, 1)) as Tensor1D;
}

/** x ± ε, the sign drawn for each column and channel. */
function paintStripes({ images, epsilon, uniform }: SearchProblem): Tensor4D {
  const [examples, , width, channels] = images.shape;
  const signs = tf.reshape(drawSigns(uniform(0, width * channels)), [examples, 1, width, channels]);
  return projectLinf(tf.add(images, tf.mul(epsilon, signs)), images, epsilon);
}

/** Moves a square of each image, at a place and by signs of its own. */
function paintSquare(
  current: Tensor4D,
  { images, epsilon, uniform }: SearchProblem,
  step: number,
  share: number,
): Tensor4D {
  const [, height, width, channels] = images.shape;
  const side = Math.min(height, width, Math.max(1, Math.round(Math.sqrt(share * height * width))));
  const draws = uniform(step + 1, 2 + channels);
  const cover = (column: number, size: number) => {
    const first = tf.floor(tf.mul(tf.slice2d(draws, [0, column], [-1, 1]), size - side + 1)); // [examples, 1]
    const places = tf.range(0, size);
    const inside = tf.logicalAnd(tf.greaterEqual(places, first), tf.less(places, tf.add(first, side)));
    return tf.cast(inside, 'float32'); // [examples, size]
  };
  const rows = tf.reshape(cover(0, height), [-1, height, 1, 1]);
  const columns = tf.reshape(cover(1, width), [-1, 1, width, 1]);
  const signs = tf.reshape(drawSigns(tf.slice2d(draws, [0, 2], [-1, channels])), [-1, 1, 1, channels]);
  const change = tf.mul(tf.mul(rows, columns), tf.mul(signs, 2 * epsilon));
  return projectLinf(tf.add(current, change) as Tensor4D, images, epsilon);
}

function drawSigns(uniform: Tensor2D): Tensor2D {
  return tf.sub(tf.mul(tf.cast(tf.less(uniform, 0.5), 'float32'), 2), 1) as Tensor2D;
}
