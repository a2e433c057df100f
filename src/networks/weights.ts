import type * as tf from '@tensorflow/tfjs-core';
import { addConstant } from '../engines/index.ts';
import { VARIANCE_FLOOR, varianceOf } from './bayesian.ts';
import { listWeightedLayers, type Network } from './network.ts';
import { listParameters } from './parameters.ts';

/** Trainable tensors by PyTorch's name, in memory layout (see parameters.ts). */
export type Parameters = ReadonlyMap<string, tf.Tensor>;

/** The weights of a layer, as a forward pass uses them. */
export interface LayerWeights {
  /** A filter [height, width, in, out] or a matrix [in, out]; the mean μ in Bayesian layers. */
  readonly weight: tf.Tensor;
  /** [out]; the mean in Bayesian layers. */
  readonly bias: tf.Tensor1D;
  /** Bayesian only: σ² of the weight, and σ² + 1e-16 of the bias. */
  readonly variances: { readonly weight: tf.Tensor; readonly bias: tf.Tensor1D } | undefined;
}

/** Layer name → weights. */
export type NetworkWeights = ReadonlyMap<string, LayerWeights>;

/** Turns parameters into the weights of layers. Differentiable. */
export function bindWeights(network: Network, parameters: Parameters): NetworkWeights {
  const isRho = new Set(
    listParameters(network).flatMap(({ name, moment }) => (moment === 'rho' ? [name] : [])),
  );
  return bindMoments(
    network,
    new Map([...parameters].map(([name, tensor]) => [name, isRho.has(name) ? varianceOf(tensor) : tensor])),
  );
}

/** As bindWeights, but of parameters that hold σ² under the name of ρ. */
export function bindMoments(network: Network, moments: Parameters): NetworkWeights {
  const get = (name: string): tf.Tensor => {
    const tensor = moments.get(name);
    if (tensor === undefined) throw new RangeError(`Parameter ${name} of ${network.name} is missing`);
    return tensor;
  };
  const entries = listWeightedLayers(network).map(({ name }): [string, LayerWeights] => {
    if (!network.bayesian) {
      return [
        name,
        { weight: get(`${name}.weight`), bias: get(`${name}.bias`) as tf.Tensor1D, variances: undefined },
      ];
    }
    const variances = {
      weight: get(`${name}.weight_rho`),
      bias: addConstant(get(`${name}.bias_rho`) as tf.Tensor1D, VARIANCE_FLOOR),
    };
    return [
      name,
      { weight: get(`${name}.weight_mu`), bias: get(`${name}.bias_mu`) as tf.Tensor1D, variances },
    ];
  });
  return new Map(entries);
}
