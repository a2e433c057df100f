import * as tf from '@tensorflow/tfjs-core';
import { randomNormal, randomUniform } from '../engines/index.ts';
import { deriveKey } from '../random/index.ts';
import type { Network } from './network.ts';
import { listParameters, type ParameterSpec } from './parameters.ts';

/** Means and standard deviation that the published code starts a posterior with. */
const MU_START = { mean: 0, deviation: 0.1 };
const RHO_START = { mean: -5, deviation: 0.1 };

/**
 * First values of all parameters, in memory layout; number i of a parameter is a function of (seed, parameter, i).
 * Frequentist: U(±1/√fan_in), weights and biases alike, PyTorch's default. Bayesian: μ ~ N(0, 0.1), ρ ~ N(−5, 0.1).
 */
export function initialiseParameters(network: Network, seed: number): Map<string, Float32Array> {
  return new Map(
    listParameters(network).map((spec) => {
      // The copy is taken outside of tf.tidy, which would look for tensors in every element of an array that it returns.
      const start = tf.tidy(() => drawStart(spec, seed));
      const values = start.dataSync<'float32'>().slice();
      start.dispose();
      return [spec.name, values];
    }),
  );
}

function drawStart(spec: ParameterSpec, seed: number): tf.Tensor {
  const key = deriveKey(seed, 'initial', spec.name);
  const { layer, shape, moment } = spec;
  if (moment === 'value') {
    const fanIn = layer.kind === 'conv' ? layer.inputs * layer.kernel ** 2 : layer.inputs;
    const bound = 1 / Math.sqrt(fanIn);
    return tf.sub(tf.mul(randomUniform(shape, key, { block: 0 }), 2 * bound), bound);
  }
  const { mean, deviation } = moment === 'mu' ? MU_START : RHO_START;
  return tf.add(tf.mul(randomNormal(shape, key, { block: 0 }), deviation), mean);
}
