import * as tf from '@tensorflow/tfjs-core';
import { meanCrossEntropy, runAsGraph } from '../engines/index.ts';
import { addKlToMuGradient, chainToRhoGradient, varianceOf } from '../networks/bayesian.ts';
import { type ForwardRandomness, forward } from '../networks/forward.ts';
import type { Network } from '../networks/network.ts';
import { bindMoments } from '../networks/weights.ts';
import { type ParameterVector, partVectors } from './parameter-vectors.ts';

export interface MiniBatch {
  /** [batch, 32, 32, channels], values in [0, 1]. */
  readonly images: tf.Tensor4D;
  /** [batch] */
  readonly labels: Int32Array;
}

export interface BatchGradient {
  /** Mean NLL over the batch, nats, without the KL term. */
  readonly loss: number;
  readonly correct: number;
  /** By the name of the vector. The caller disposes of them. */
  readonly gradients: Map<string, tf.Tensor>;
}

/**
 * The gradient of (mean NLL × training-set size + β·KL(q‖p)) / training-set size on one mini-batch. For a frequentist
 * network, the gradient of the mean NLL.
 * @param contents the parameter vectors by name
 * @param drawRandomness draws noise and masks; called once for each pass
 * @param klShare β / training-set size
 */
export function computeGradient(
  network: Network,
  vectors: readonly ParameterVector[],
  contents: ReadonlyMap<string, tf.Tensor>,
  { images, labels }: MiniBatch,
  drawRandomness: () => ForwardRandomness,
  klShare: number,
): BatchGradient {
  const name = ['gradient', network.name, images.shape].join();
  const { loss, predicted, ...byName } = runAsGraph(name, labels.length, () =>
    differentiate(network, vectors, contents, { images, labels }, drawRandomness(), klShare),
  );
  const result = {
    loss: loss.dataSync()[0]!,
    correct: countCorrect(predicted.dataSync(), labels),
    gradients: new Map(vectors.map(({ name: vector }) => [vector, byName[nameGradient(vector)]!])),
  };
  tf.dispose([loss, predicted]);
  return result;
}

type Differentiated = Readonly<Record<'loss' | 'predicted', tf.Tensor>> & Readonly<Record<string, tf.Tensor>>;

function differentiate(
  network: Network,
  vectors: readonly ParameterVector[],
  contents: ReadonlyMap<string, tf.Tensor>,
  { images, labels }: MiniBatch,
  randomness: ForwardRandomness,
  klShare: number,
): Differentiated {
  let predicted: tf.Tensor | undefined;
  // Differentiated with respect to μ and σ², not ρ. The step from σ² to ρ is done once, for NLL and KL together.
  const leaves = vectors.map(({ name, moment }) => {
    const content = contents.get(name)!;
    return moment === 'rho' ? varianceOf(content) : content;
  });
  const nll = (...tensors: tf.Tensor[]): tf.Scalar => {
    const moments = partVectors(vectors, new Map(vectors.map(({ name }, index) => [name, tensors[index]!])));
    const logits = forward(network, bindMoments(network, moments), images, randomness);
    predicted = tf.keep(tf.argMax(logits, 1));
    return meanCrossEntropy(logits, tf.tensor1d(labels, 'int32'));
  };
  const { value, grads } = tf.valueAndGrads(nll as (...tensors: tf.Tensor[]) => tf.Tensor)(leaves);
  const gradients = vectors.map(({ name, moment }, index) => {
    const content = contents.get(name)!;
    const gradient = grads[index]!;
    const whole = {
      value: () => gradient,
      mu: () => addKlToMuGradient(content, gradient, klShare),
      rho: () => chainToRhoGradient(content, leaves[index]!, gradient, klShare),
    }[moment]();
    return [nameGradient(name), whole] as const;
  });
  return { ...Object.fromEntries(gradients), loss: value, predicted: predicted! };
}

function nameGradient(vector: string): string {
  return `gradient of ${vector}`;
}

function countCorrect(predicted: ArrayLike<number>, labels: Int32Array): number {
  return labels.reduce((count, label, index) => count + (predicted[index] === label ? 1 : 0), 0);
}
