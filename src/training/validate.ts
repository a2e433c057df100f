import * as tf from '@tensorflow/tfjs-core';
import type { ImageSet } from '../datasets/image-set.ts';
import { klFromPrior } from '../networks/bayesian.ts';
import { createModel } from '../networks/create-model.ts';
import { listWeightedLayers, type Network } from '../networks/network.ts';
import { bindWeights, type Parameters } from '../networks/weights.ts';
import { deriveKey } from '../random/index.ts';
import { evaluateSet } from './evaluate.ts';

export interface Validation {
  /** Mean NLL, nats. */
  readonly loss: number;
  readonly accuracy: number;
  /** KL(q‖p), nats; 0 for frequentist networks. */
  readonly kl: number;
}

/**
 * Measures the weights at the end of an epoch, with one posterior sample. The noise is the same in every epoch, so that
 * epochs differ by their weights and not by luck.
 */
export function validateEpoch(
  network: Network,
  parameters: Parameters,
  set: ImageSet,
  seed: number,
): Validation {
  const model = createModel(network, parameters);
  try {
    const measured = evaluateSet(model, set, [deriveKey(seed, 'validation-noise')]);
    return { ...measured, kl: network.bayesian ? sumKl(network, parameters) : 0 };
  } finally {
    model.dispose();
  }
}

/** KL(q‖p) over all weights and biases of a Bayesian network, nats. */
export function sumKl(network: Network, parameters: Parameters): number {
  return tf.tidy(() => {
    const weights = bindWeights(network, parameters);
    const terms = listWeightedLayers(network).flatMap(({ name }) => {
      const { weight, bias, variances } = weights.get(name)!;
      return [klFromPrior(weight, variances!.weight), klFromPrior(bias, variances!.bias)];
    });
    return terms.reduce((sum, term) => sum + term.dataSync()[0]!, 0);
  });
}
