import type { Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { logSoftmax } from '../../engines/index.ts';
import { logMeanExp } from '../../metrics/log-mean-exp.ts';
import type { Model, NoiseBlock } from '../../networks/model.ts';
import type { PhiloxKey } from '../../random/philox.ts';
import type { Evaluation, LossFunction } from '../attack.ts';

/**
 * log softmax(logits) by several posterior samples in one forward pass: [samples, rows, classes].
 * @param images [rows, height, width, channels]
 * @param noise blocks of `samples` keys, each of `rows` rows
 */
export function predictSamples(
  model: Model,
  images: tf.Tensor,
  samples: number,
  noise: readonly NoiseBlock[],
): Tensor3D {
  return tf.tidy(() => {
    const copies = samples === 1 ? images : tf.concat(Array.from({ length: samples }, () => images));
    const logits = model.logits(copies as Tensor4D, noise);
    return tf.reshape(logSoftmax(logits as tf.Tensor), [samples, images.shape[0]!, -1]) as Tensor3D;
  });
}

/**
 * ∂/∂x of the summed loss of ℓ = log of the mean over K samples of softmax(logits), with all samples in one pass.
 * @param images x, [rows, height, width, channels]
 * @param predict the K samples at x, [K, rows, classes]
 * @param labels [rows]
 */
export function differentiateAtOnce(
  images: Tensor4D,
  predict: (x: tf.Tensor) => Tensor3D,
  loss: LossFunction,
  labels: Tensor1D,
): Evaluation {
  let kept: Tensor2D | undefined;
  const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => {
    const mean = logMeanExp(predict(x)) as Tensor2D;
    kept = tf.keep(mean.clone());
    return loss(mean, labels) as tf.Tensor;
  })(images);
  // A kept tensor belongs to no scope. The caller gets a clone that belongs to the caller's scope.
  const logProbabilities = kept!.clone();
  kept!.dispose();
  return { logProbabilities, losses: value as Tensor1D, gradient: grad as Tensor4D };
}

/**
 * The same gradient, with some of the samples in each pass, by the chain rule:
 *
 *     ∂L/∂x = Σ_kc ∂L/∂ℓ_c · p_kc / (K p_c) · ∂log p_kc/∂x.
 *
 * @param parts the keys of the samples of each pass
 * @param samples log p_kc of all samples at x, [K, rows, classes]
 * @param predict the samples of some keys at x
 */
export function differentiateInParts(
  images: Tensor4D,
  parts: readonly (readonly PhiloxKey[])[],
  samples: tf.Tensor,
  predict: (x: tf.Tensor, keys: readonly PhiloxKey[]) => Tensor3D,
  loss: LossFunction,
  labels: Tensor1D,
): Evaluation {
  const logProbabilities = logMeanExp(samples) as Tensor2D;
  const { value: losses, grad: slopes } = tf.valueAndGrad(
    (mean: tf.Tensor) => loss(mean as Tensor2D, labels) as tf.Tensor,
  )(logProbabilities);
  const shares = tf.div(tf.exp(tf.sub(samples, logProbabilities)), samples.shape[0]!);
  const weights = tf.mul(slopes, shares); // [K, rows, classes]
  let gradient = tf.zerosLike(images);
  let first = 0;
  for (const part of parts) {
    const own = tf.slice(weights, first, part.length);
    first += part.length;
    const sum = gradient;
    gradient = tf.tidy(() =>
      tf.add(sum, tf.grad((x: tf.Tensor) => tf.sum(tf.mul(predict(x, part), own)))(images)),
    );
    sum.dispose();
  }
  return { logProbabilities, losses: losses as Tensor1D, gradient };
}
