import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { convertNchwToNhwc } from '../../runner/src/formats/pytorch-layout.ts';
import { createModel, createParameters } from '../../src/networks/create-model.ts';
import type { ForwardRandomness } from '../../src/networks/forward.ts';
import type { Model } from '../../src/networks/model.ts';
import { type Network, resolveNetwork } from '../../src/networks/network.ts';
import { importParameter, listParameters } from '../../src/networks/parameters.ts';
import { spread } from './spread.ts';

/** A few numbers of a gradient, in PyTorch's layout. */
export interface GradientSample {
  readonly sum: number;
  readonly absoluteSum: number;
  readonly largest: number;
  readonly index: readonly number[];
  readonly value: readonly number[];
}

/** What scripts/make-torch-fixtures.py stores for a network. */
export interface TorchFixture {
  readonly network: string;
  readonly channels: number;
  readonly labels: readonly number[];
  readonly logits: readonly (readonly number[])[];
  readonly loss: number;
  readonly parameters: number;
  readonly gradients: Readonly<Record<string, GradientSample>>;
  readonly kl?: number;
  readonly klGradients?: Readonly<Record<string, GradientSample>>;
}

export const FIXTURES = 'test/fixtures/networks';
export const BATCH = 3;

export async function readTorchFixture(name: string, channels: number): Promise<TorchFixture> {
  return JSON.parse(await readFile(`${FIXTURES}/forward-${name}-${channels}.json`, 'utf8')) as TorchFixture;
}

/** The weights of the fixture, by PyTorch's name, in memory layout. */
export function makeTorchParameters(network: Network): Map<string, Float32Array> {
  let tensors = 0;
  return new Map(
    listParameters(network).map((spec) => {
      const count = spec.fileShape.reduce((product, size) => product * size, 1);
      if (spec.moment === 'rho') {
        const values = spread(count, tensors - 1 + 1000).map((value) => -3 + value);
        return [spec.name, importParameter(spec, values)];
      }
      // The script numbers tensors as it adds them: in Bayesian networks μ and ρ one after the other.
      tensors += spec.moment === 'mu' ? 2 : 1;
      const { layer } = spec;
      const fanIn = layer.kind === 'conv' ? layer.inputs * layer.kernel ** 2 : layer.inputs;
      const phase = spec.moment === 'mu' ? tensors - 1 : tensors;
      return [
        spec.name,
        importParameter(
          spec,
          spread(count, phase).map((value) => value * Math.sqrt(3 / fanIn)),
        ),
      ];
    }),
  );
}

/** A network of one channel with these parameters, ready to be attacked. */
export function makeTorchModel(name: string): Model {
  const network = resolveNetwork(name, 1);
  const parameters = createParameters(network, makeTorchParameters(network));
  const model = createModel(network, parameters);
  tf.dispose([...parameters.values()]);
  return model;
}

/** The images of the fixture [3, 32, 32, channels]. */
export function makeTorchImages(channels: number): tf.Tensor4D {
  const pixels = spread(BATCH * channels * 32 * 32, 50).map((value) => value * 0.5 + 0.5);
  return tf.tensor4d(convertNchwToNhwc(pixels, [BATCH, channels, 32, 32]), [BATCH, 32, 32, channels]);
}

/** The ζ of the fixture. */
export const torchNoise: ForwardRandomness['noise'] = (index, shape) => {
  const count = shape.reduce((product, size) => product * size, 1);
  return tf.tensor(
    spread(count, 101 + index).map((value) => value * 1.5),
    [...shape],
  );
};

export function makeTorchNetwork({ network, channels }: TorchFixture): Network {
  return resolveNetwork(network, channels);
}
