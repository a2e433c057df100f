import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { randomNormalRows, randomUniformRows } from '../engines/index.ts';
import { deriveKey } from '../random/derive-key.ts';
import type { PhiloxKey } from '../random/philox.ts';
import type { StartNoise } from './attack.ts';

/** Keys of the posterior samples in the gradient of each step: fresh ones a step, the same for every ε. */
export function gradientKeys(seed: number, samples: number): (step: number) => PhiloxKey[] {
  return (step) => Array.from({ length: samples }, (_, sample) => deriveKey(seed, 'attack', step, sample));
}

/** Keys of the posterior samples that judge: the first S of one sequence. */
export function evaluationKeys(seed: number, samples: number): PhiloxKey[] {
  return Array.from({ length: samples }, (_, sample) => deriveKey(seed, 'evaluation', sample));
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
): StartNoise {
  const [rows, height, width, channels] = shape;
  const pixels = height * width * channels;
  const reshapeImages = (draws: tf.Tensor) => tf.reshape(draws, [rows, height, width, channels]) as Tensor4D;
  return {
    uniform: () =>
      tf.tidy(() =>
        reshapeImages(randomUniformRows(firstExample, rows, pixels, deriveKey(seed, 'start', 'uniform'))),
      ),
    normal: () =>
      tf.tidy(() =>
        reshapeImages(randomNormalRows(firstExample, rows, pixels, deriveKey(seed, 'start', 'normal'))),
      ),
    radius: () =>
      tf.tidy(
        () =>
          tf.reshape(randomUniformRows(firstExample, rows, 1, deriveKey(seed, 'start', 'radius')), [
            rows,
            1,
            1,
            1,
          ]) as Tensor4D,
      ),
  };
}
