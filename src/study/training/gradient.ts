import * as tf from '@tensorflow/tfjs-core';
import { logSoftmax } from '../engines/index.ts';
import { addKlToMuGradient, chainToRhoGradient } from '../networks/bayesian.ts';
import { type ForwardRandomness, forward } from '../networks/forward.ts';
import { listWeightedLayers, type Network } from '../networks/network.ts';
import { bindWeights, type LayerWeights, type NetworkWeights, type Parameters } from '../networks/weights.ts';

export interface Batch {
  /** [batch, 32, 32, channels], values in [0, 1]. */
  readonly images: tf.Tensor4D;
  /** [batch] */
  readonly labels: Int32Array;
}

export interface BatchGradient {
  /** Mean NLL over the batch, nats, without the KL term. */
  readonly loss: number;
  readonly correct: number;
  /** By parameter name; the caller disposes of them. */
  readonly gradients: Map<string, tf.Tensor>;
}

/**
 * Gradient of (mean NLL × training-set size + β·KL(q‖p)) / training-set size at one mini-batch; the mean NLL alone
 * for a frequentist network.
 * @param klShare β / training-set size
 */
export function computeGradient(
  network: Network,
  parameters: Parameters,
  { images, labels }: Batch,
  randomness: ForwardRandomness,
  klShare: number,
): BatchGradient {
  const gradients = new Map<string, tf.Tensor>();
  let loss = 0;
  let correct = 0;
  tf.tidy(() => {
    // The graph of ops begins at μ and σ², not at ρ: the step from σ² to ρ is done once for NLL and KL together.
    const bound = bindWeights(network, parameters);
    const leaves = [...bound.values()].flatMap(listLeaves);
    const nll = (...tensors: tf.Tensor[]): tf.Scalar => {
      const logits = forward(network, rebindLeaves(bound, tensors), images, randomness);
      correct = countCorrect(logits, labels);
      return meanNll(logits, labels);
    };
    const result = tf.valueAndGrads(nll as (...tensors: tf.Tensor[]) => tf.Tensor)(leaves);
    loss = result.value.dataSync()[0]!;
    const byLayer = rebindLeaves(bound, result.grads);
    for (const { name } of listWeightedLayers(network)) {
      const layer = byLayer.get(name)!;
      for (const role of ['weight', 'bias'] as const) {
        if (layer.variances === undefined) {
          gradients.set(`${name}.${role}`, tf.keep(layer[role]));
          continue;
        }
        const mu = parameters.get(`${name}.${role}_mu`)!;
        const rho = parameters.get(`${name}.${role}_rho`)!;
        gradients.set(`${name}.${role}_mu`, tf.keep(addKlToMuGradient(mu, layer[role], klShare)));
        const variance = bound.get(name)!.variances![role];
        const rhoGradient = chainToRhoGradient(rho, variance, layer.variances[role], klShare);
        gradients.set(`${name}.${role}_rho`, tf.keep(rhoGradient));
      }
    }
  });
  return { loss, correct, gradients };
}

/** −mean over the batch of log softmax(logits)[label], nats. */
export function meanNll(logits: tf.Tensor2D, labels: Int32Array): tf.Scalar {
  const [batch, classes] = logits.shape;
  const target = tf.oneHot(tf.tensor1d(labels, 'int32'), classes);
  return tf.mul(tf.sum(tf.mul(logSoftmax(logits), target)), -1 / batch);
}

function countCorrect(logits: tf.Tensor2D, labels: Int32Array): number {
  const predicted = tf.argMax(logits, 1).dataSync();
  return labels.reduce((count, label, index) => count + (predicted[index] === label ? 1 : 0), 0);
}

function listLeaves({ weight, bias, variances }: LayerWeights): tf.Tensor[] {
  return variances === undefined ? [weight, bias] : [weight, bias, variances.weight, variances.bias];
}

/** The same structure with other tensors, in the order of listLeaves. */
function rebindLeaves(weights: NetworkWeights, leaves: readonly tf.Tensor[]): NetworkWeights {
  let next = 0;
  const take = (): tf.Tensor => leaves[next++]!;
  return new Map(
    [...weights].map(([name, { variances }]) => {
      const weight = take();
      const bias = take() as tf.Tensor1D;
      return [
        name,
        { weight, bias, variances: variances && { weight: take(), bias: take() as tf.Tensor1D } },
      ] as [string, LayerWeights];
    }),
  );
}
