import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { AttackDefinition, SearchMethod, SearchProblem, SearchState } from '../attack.ts';
import { projectLinf } from './projections.ts';
import { settingRules } from './setting-rules.ts';

interface SquareState extends SearchState {
  /** The best images so far, [examples, height, width, channels]. */
  readonly incumbent: Tensor4D;
  /** [examples], minus the incumbent's margin. */
  readonly bestLoss: Tensor1D;
}

/**
 * Square attack (Andriushchenko et al. 2020, "Square attack: a query-efficient black-box adversarial attack via random
 * search", algorithms 1 and 2), in ℓ∞ and without gradients: a random search for the smallest margin
 *
 *     m(x′) = z_y − max_{i≠y} z_i,   below 0 where x′ is misclassified.
 *
 * It starts at vertical stripes, x ± ε with a sign for each column and channel. A query moves one square, at a random
 * place, by ±2ε in each channel, and Π clips every pixel to [x − ε, x + ε] and to [0, 1]. The squares cover a share
 * `pInit` of the image at first, and less on the paper's schedule. An example rests once it is misclassified.
 *
 *     repeat `restarts` times:
 *       x′ = stripes,   best = none
 *       repeat `queries` times:
 *         best = x′ where m(x′) < m(best), else best
 *         x′ = Π(best + a square)
 *
 * Where the model is stochastic, m(best) is evaluated again by each query's samples, because otherwise one lucky draw
 * would stop the search; and nothing rests.
 */
export const square: AttackDefinition = {
  name: 'square',
  norm: 'linf',
  settings: {
    queries: {
      type: 'integer',
      minimum: 1,
      description: 'How often the model is asked to classify an image.',
    },
    pInit: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      description: 'Share of an image that the first squares cover.',
    },
    restarts: settingRules.restarts,
  },
  defaults: { queries: 5000, pInit: 0.8, restarts: 1 },
  create: (settings): SearchMethod<SquareState> => {
    const queries = settings.queries as number;
    return {
      kind: 'search',
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

/** Of queries out of 10,000, those after which the squares' share of the image is halved once more. */
const HALVINGS = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];

/**
 * Share of the image that a square covers (section 5, "Schedule", stretched to the number of queries as in the authors'
 * code).
 * @param progress queries made as a share of all
 * @param initial share that the first squares cover
 */
export function squareShare(progress: number, initial: number): number {
  const query = Math.floor(progress * 10000);
  return initial / 2 ** HALVINGS.filter((after) => query > after).length;
}

/** −m: max_{i≠y} z_i − z_y of each example, [examples]; above 0 where it is misclassified. */
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

/** x ± ε, with a random sign for each column and channel. */
function paintStripes({ images, epsilon, uniform }: SearchProblem): Tensor4D {
  const [examples, , width, channels] = images.shape;
  const signs = tf.reshape(drawSigns(uniform(0, width * channels)), [examples, 1, width, channels]);
  return projectLinf(tf.add(images, tf.mul(epsilon, signs)), images, epsilon);
}

/**
 * Moves one square of each image by ±2ε, at a random place and with a random sign for each channel.
 * @param share of the image that the square covers
 */
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

/** 1 where the number is below one half, else -1. */
function drawSigns(uniform: Tensor2D): Tensor2D {
  return tf.sub(tf.mul(tf.cast(tf.less(uniform, 0.5), 'float32'), 2), 1) as Tensor2D;
}
