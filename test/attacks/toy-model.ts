import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { randomNormalRows } from '../../src/engines/index.ts';
import type { Model } from '../../src/networks/model.ts';

/** The study's attack fixture: logits = sigmoid(x·W1)·W2, on "images" of 1×1 with four channels. */
const W1 = [
  [1.5, 0.3, -0.7, 0.2],
  [-2, 0.3, 0.9, -0.4],
  [0.1, -1.1, 0.6, 0.8],
  [0.5, 0.7, -0.2, -1.3],
];
const W2 = [
  [-2.4, 1.2, 0.3],
  [0.5, -2.3, 1.1],
  [0.7, 0.4, -1.6],
  [-0.9, 0.2, 1.4],
];
export const toyClasses = 3;
export const toyLabel = 2;

export interface ToyOptions {
  readonly bayesian?: boolean;
  /** Called at each forward pass, with the number of images. */
  readonly onForward?: (images: number) => void;
}

/** A model of the fixture; the Bayesian one adds noise to its hidden units, a function of example and key alone. */
export function createToyModel({ bayesian = false, onForward }: ToyOptions = {}): Model {
  return {
    network: bayesian ? 'blenet' : 'lenet',
    bayesian,
    channels: 4,
    logits: (images: Tensor4D, noise) =>
      tf.tidy(() => {
        onForward?.(images.shape[0]);
        let hidden = tf.matMul(tf.reshape(images, [-1, 4]), tf.tensor2d(W1));
        if (bayesian) {
          const rows = noise.map(({ key, firstExample, count }) =>
            randomNormalRows(firstExample, count, 4, key),
          );
          hidden = tf.add(hidden, tf.concat(rows));
        }
        return tf.matMul(tf.sigmoid(hidden), tf.tensor2d(W2)) as Tensor2D;
      }),
    dispose: () => undefined,
  };
}

/** Inputs A to D of the fixture. */
export const toyInputs = [
  [0.1, 0.9, 0.4, 0],
  [0.5, 0.5, 0.5, 0.5],
  [1, 0, 0.2, 0.7],
  [0.3, 0.6, 0.8, 0.05],
];

export function toToyImages(rows: readonly (readonly number[])[]): Tensor4D {
  return tf.tensor4d(rows.flat(), [rows.length, 1, 1, 4]);
}
