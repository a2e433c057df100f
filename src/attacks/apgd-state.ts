import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { SearchProblem, SearchState } from './attack.ts';
import { projectLinf } from './projections.ts';

/** Of each example: where it is, the best it has been, and how its search has gone since the last checkpoint. */
export interface ApgdState extends SearchState {
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

/** Before the first evaluation: at the image, or x + ε · t / max |t|, t uniform in [-1, 1)ⁿ. */
export function beginApgd({ images, epsilon, uniform }: SearchProblem, randomStart: boolean): ApgdState {
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
