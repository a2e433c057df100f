import * as tf from '@tensorflow/tfjs-core';
import { randomNormal, randomUniform } from '../engines/index.ts';
import { deriveKey } from '../random/index.ts';
import type { Network } from './network.ts';
import { listParameters, type ParameterSpec } from './parameters.ts';

/** The initial posterior of a Bayesian network's weights. */
export interface PosteriorStart {
  /**
   * Spread of μ around 0: `prior` is 0.1, as in the published code; `fan-in` is 1/√fan_in, which keeps the size of
   * activations.
   */
  readonly mean: 'prior' | 'fan-in';
  /** Mean of ρ; its deviation is 0.1. −5 in the published code. */
  readonly rho: number;
}

/** The initial posterior of the published code. */
const PUBLISHED_START: PosteriorStart = { mean: 'prior', rho: -5 };

const DEVIATION = 0.1;

/**
 * The initial values of all parameters, in memory layout. Number i of a parameter depends only on (seed, parameter, i).
 * Frequentist: U(±1/√fan_in) for weights and biases, PyTorch's default. Bayesian: μ and ρ as `start` says.
 */
export function initialiseParameters(
  network: Network,
  seed: number,
  start: PosteriorStart = PUBLISHED_START,
): Map<string, Float32Array> {
  return new Map(
    listParameters(network).map((spec) => {
      // Copied outside tf.tidy, which looks for tensors in every element of an array that it returns.
      const drawn = tf.tidy(() => drawStart(spec, seed, start));
      const values = drawn.dataSync<'float32'>().slice();
      drawn.dispose();
      return [spec.name, values];
    }),
  );
}

function drawStart(spec: ParameterSpec, seed: number, start: PosteriorStart): tf.Tensor {
  const key = deriveKey(seed, 'initial', spec.name);
  const { layer, shape, moment } = spec;
  const fanIn = layer.kind === 'conv' ? layer.inputs * layer.kernel ** 2 : layer.inputs;
  if (moment === 'value') {
    const bound = 1 / Math.sqrt(fanIn);
    return tf.sub(tf.mul(randomUniform(shape, key, { block: 0 }), 2 * bound), bound);
  }
  const normal = randomNormal(shape, key, { block: 0 });
  if (moment === 'rho') return tf.add(tf.mul(normal, DEVIATION), start.rho);
  return tf.mul(normal, start.mean === 'prior' ? DEVIATION : 1 / Math.sqrt(fanIn));
}
