import * as tf from '@tensorflow/tfjs-core';
import { biasAdd, conv2d, dense, maxPool, relu, softplus, square } from '../engines/index.ts';
import { reparameterise } from './bayesian.ts';
import type { Layer, WeightedLayer } from './layers.ts';
import type { Network } from './network.ts';
import type { LayerWeights, NetworkWeights } from './weights.ts';

/**
 * Where the random numbers of a forward pass come from. Each of the two is called once for each layer that needs it, in
 * the order of the table; `index` counts these layers.
 */
export interface ForwardRandomness {
  /** ζ ~ N(0, 1), one number for each activation of a Bayesian layer. */
  readonly noise: (index: number, shape: readonly number[]) => tf.Tensor;
  /** In training, the factors of a dropout layer: each 0 or 1/(1 − rate). Undefined: dropout is off. */
  readonly dropout: ((index: number, shape: readonly number[], rate: number) => tf.Tensor) | undefined;
}

/**
 * Runs a network's table.
 * @param images [batch, 32, 32, channels], values in [0, 1]
 * @returns logits [batch, 10]
 */
export function forward(
  network: Network,
  weights: NetworkWeights,
  images: tf.Tensor4D,
  randomness: ForwardRandomness,
): tf.Tensor2D {
  const activate = network.activation === 'relu' ? relu : softplus;
  let x: tf.Tensor = images;
  let noises = 0;
  let dropouts = 0;
  for (const layer of orderSteps(network, randomness.dropout !== undefined)) {
    switch (layer.kind) {
      case 'conv':
      case 'dense': {
        const layerWeights = weights.get(layer.name)!;
        if (layer.kind === 'dense') x = flatten(x);
        if (layerWeights.variances === undefined) {
          x = applyLinear(layer, x, layerWeights.weight);
        } else {
          x = applyBayesian(layer, x, layerWeights, (shape) => randomness.noise(noises, shape));
          noises += 1;
        }
        break;
      }
      case 'bias':
        x = biasAdd(x, weights.get(layer.name)!.bias);
        break;
      case 'activation':
        x = activate(x);
        break;
      case 'maxPool':
        x = maxPool(x as tf.Tensor4D, layer.size, layer.stride);
        break;
      case 'dropout':
        x = tf.mul(x, randomness.dropout!(dropouts, x.shape, layer.rate));
        dropouts += 1;
        break;
    }
  }
  return x as tf.Tensor2D;
}

type Step = Layer | { readonly kind: 'bias'; readonly name: string };

/**
 * Turns the table into steps. Dropout that is off is left out. The bias of a frequentist layer becomes a separate step, and
 * pooling moves before the bias and the activation: relu, softplus and adding a constant are increasing, so both orders
 * give the same values, and after pooling only a quarter of them is left to compute.
 */
function orderSteps({ layers, bayesian }: Network, training: boolean): Step[] {
  const ordered: Step[] = [];
  for (const layer of layers) {
    if (layer.kind === 'dropout' && !training) continue;
    if (layer.kind === 'maxPool') {
      const last = ordered.findLastIndex(({ kind }) => kind !== 'activation' && kind !== 'bias');
      ordered.splice(last + 1, 0, layer);
      continue;
    }
    ordered.push(layer);
    if ('name' in layer && !bayesian) ordered.push({ kind: 'bias', name: layer.name });
  }
  return ordered;
}

function applyLinear(layer: WeightedLayer, x: tf.Tensor, weight: tf.Tensor, bias?: tf.Tensor1D): tf.Tensor {
  return layer.kind === 'dense'
    ? dense(x as tf.Tensor2D, weight as tf.Tensor2D, bias)
    : conv2d(x as tf.Tensor4D, weight as tf.Tensor4D, layer.stride, layer.pad, bias);
}

function applyBayesian(
  layer: WeightedLayer,
  x: tf.Tensor,
  { weight, bias, variances }: LayerWeights,
  drawNoise: (shape: readonly number[]) => tf.Tensor,
): tf.Tensor {
  const mean = applyLinear(layer, x, weight, bias);
  const variance = applyLinear(layer, square(x), variances!.weight, variances!.bias);
  return reparameterise(mean, variance, drawNoise(mean.shape));
}

function flatten(x: tf.Tensor): tf.Tensor {
  return x.rank === 2 ? x : tf.reshape(x, [x.shape[0]!, -1]);
}
