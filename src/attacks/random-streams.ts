import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { randomNormalRows, randomUniformRows } from '../engines/index.ts';
import { deriveKey } from '../random/derive-key.ts';
import type { PhiloxKey } from '../random/philox.ts';
import type { SearchProblem, StartNoise } from './attack.ts';

/** The first run's streams are named as if it were the only one, so that its numbers do not depend on how many follow. */
const suffix = (restart: number) => (restart === 0 ? [] : [restart]);

/** Keys of the posterior samples in the gradient of each step: fresh ones a step and a restart, the same for every ε. */
export function gradientKeys(seed: number, samples: number, restart = 0): (step: number) => PhiloxKey[] {
  return (step) =>
    Array.from({ length: samples }, (_, sample) =>
      deriveKey(seed, 'attack', step, sample, ...suffix(restart)),
    );
}

/** Keys of the posterior samples that judge: the first S of one sequence. */
export function evaluationKeys(seed: number, samples: number): PhiloxKey[] {
  return Array.from({ length: samples }, (_, sample) => deriveKey(seed, 'evaluation', sample));
}

/** Keys of the samples by which an attacker who does not see the judged model chooses between its own examples. */
export function selectionKeys(seed: number, samples: number): PhiloxKey[] {
  return Array.from({ length: samples }, (_, sample) => deriveKey(seed, 'selection', sample));
}

/**
 * Starting noise of consecutive examples; each example's is a row of an endless matrix.
 * @param firstExample index in the dataset of the batch's first example
 * @param shape [batch, height, width, channels]
 */
export function createStartNoise(
  seed: number,
  firstExample: number,
  shape: readonly [number, number, number, number],
  restart = 0,
): StartNoise {
  const [rows, height, width, channels] = shape;
  const pixels = height * width * channels;
  const keyOf = (draw: string) => deriveKey(seed, 'start', draw, ...suffix(restart));
  const reshape = (draws: tf.Tensor, ...size: [number, number, number]) =>
    tf.reshape(draws, [rows, ...size]) as Tensor4D;
  return {
    uniform: () =>
      tf.tidy(() =>
        reshape(randomUniformRows(firstExample, rows, pixels, keyOf('uniform')), height, width, channels),
      ),
    normal: () =>
      tf.tidy(() =>
        reshape(randomNormalRows(firstExample, rows, pixels, keyOf('normal')), height, width, channels),
      ),
    radius: () => tf.tidy(() => reshape(randomUniformRows(firstExample, rows, 1, keyOf('radius')), 1, 1, 1)),
  };
}

/** The streams of a search attack, for all examples of a batch; see `SearchProblem`. */
export function createSearchNoise(
  seed: number,
  firstExample: number,
  examples: number,
  restart: number,
): Pick<SearchProblem, 'uniform' | 'normal'> {
  const draw =
    (rows: typeof randomUniformRows, kind: string) =>
    (number: number, size: number): Tensor2D =>
      rows(firstExample, examples, size, deriveKey(seed, 'search', kind, restart, number));
  return { uniform: draw(randomUniformRows, 'uniform'), normal: draw(randomNormalRows, 'normal') };
}
