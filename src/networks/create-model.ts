import * as tf from '@tensorflow/tfjs-core';
import { drawAllNoise, drawBlockNoise, type NoiseDraws } from './block-noise.ts';
import { forward } from './forward.ts';
import type { Model, NoiseBlock } from './model.ts';
import type { Network } from './network.ts';
import { listParameters } from './parameters.ts';
import { bindWeights, type NetworkWeights, type Parameters } from './weights.ts';

/**
 * Makes a model from parameters in memory layout. Variances are computed here, once. The model holds its own references
 * to the parameters, so the caller may dispose of its own.
 */
export function createModel(network: Network, parameters: Parameters): Model {
  const kept: tf.Tensor[] = [];
  let weights: NetworkWeights = new Map();
  tf.tidy(() => {
    weights = bindWeights(
      network,
      new Map([...parameters].map(([name, tensor]) => [name, tf.clone(tensor)])),
    );
    for (const { weight, bias, variances } of weights.values()) {
      kept.push(weight, bias, ...(variances === undefined ? [] : [variances.weight, variances.bias]));
    }
    // A model lives until it is disposed of, even when it was made inside a tf.tidy.
    for (const tensor of kept) tf.keep(tensor);
  });

  let held: { readonly blocks: readonly NoiseBlock[]; readonly draws: NoiseDraws } | undefined;
  const letNoiseGo = (): void => {
    tf.dispose([...(held?.draws.values() ?? [])]);
    held = undefined;
  };

  return {
    network: network.name,
    bayesian: network.bayesian,
    channels: network.channels,
    logits: (images, blocks) =>
      tf.tidy(() => {
        const drawn = held?.blocks === blocks ? held.draws : undefined;
        const noise = drawBlockNoise(network, blocks, drawn);
        return forward(network, weights, images, { noise, dropout: undefined });
      }),
    ...(network.bayesian && {
      keepNoise: (blocks) => {
        if (held?.blocks === blocks) return;
        letNoiseGo();
        const draws = drawAllNoise(network, blocks);
        for (const draw of draws.values()) tf.keep(draw);
        held = { blocks, draws };
      },
    }),
    dispose: () => {
      letNoiseGo();
      tf.dispose(kept);
    },
  };
}

/** Puts parameters into tensors, in the order of the table. The caller disposes of them. */
export function createParameters(
  network: Network,
  values: ReadonlyMap<string, Float32Array>,
): Map<string, tf.Tensor> {
  return new Map(
    listParameters(network).map(({ name, shape }) => [
      name,
      tf.tensor(values.get(name)!, [...shape], 'float32'),
    ]),
  );
}
