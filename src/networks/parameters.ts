import {
  convertDenseToLinear,
  convertHwioToOihw,
  convertLinearToDense,
  convertOihwToHwio,
} from '../../runner/src/formats/pytorch-layout.ts';
import type { WeightedLayer } from './layers.ts';
import { listWeightedLayers, type Network } from './network.ts';

/** One trainable tensor: its name and shape in files (PyTorch), its shape in memory (channel-last). */
export interface ParameterSpec {
  /** PyTorch's name, for instance `conv1.weight` or `fc2.bias_rho`. */
  readonly name: string;
  readonly layer: WeightedLayer;
  readonly role: 'weight' | 'bias';
  /** Which moment of a distribution the tensor is; `value` in frequentist networks. */
  readonly moment: 'value' | 'mu' | 'rho';
  /** [out, in, height, width], [out, in] or [out]. */
  readonly fileShape: readonly number[];
  /** [height, width, in, out], [in, out] or [out]. */
  readonly shape: readonly number[];
}

/** All trainable tensors of a network, from input to output. */
export function listParameters(network: Network): ParameterSpec[] {
  const moments = network.bayesian ? (['mu', 'rho'] as const) : (['value'] as const);
  return listWeightedLayers(network).flatMap((layer) =>
    (['weight', 'bias'] as const).flatMap((role) =>
      moments.map((moment): ParameterSpec => {
        const suffix = moment === 'value' ? role : `${role}_${moment}`;
        return { name: `${layer.name}.${suffix}`, layer, role, moment, ...shapesOf(layer, role) };
      }),
    ),
  );
}

/** How many numbers are trained; each Bayesian weight counts as two. */
export function countParameters(network: Network): number {
  return listParameters(network).reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  );
}

/** File layout → memory layout. */
export function importParameter({ layer, role, fileShape }: ParameterSpec, data: Float32Array): Float32Array {
  if (role === 'bias') return data.slice();
  if (layer.kind === 'dense') return convertLinearToDense(data, layer.outputs, layer.map);
  return convertOihwToHwio(data, fileShape as [number, number, number, number]);
}

/** Memory layout → file layout. */
export function exportParameter({ layer, role, fileShape }: ParameterSpec, data: Float32Array): Float32Array {
  if (role === 'bias') return data.slice();
  if (layer.kind === 'dense') return convertDenseToLinear(data, layer.outputs, layer.map);
  return convertHwioToOihw(data, fileShape as [number, number, number, number]);
}

function shapesOf(layer: WeightedLayer, role: 'weight' | 'bias'): Pick<ParameterSpec, 'fileShape' | 'shape'> {
  const { inputs, outputs } = layer;
  if (role === 'bias') return { fileShape: [outputs], shape: [outputs] };
  if (layer.kind === 'dense') return { fileShape: [outputs, inputs], shape: [inputs, outputs] };
  const { kernel } = layer;
  return { fileShape: [outputs, inputs, kernel, kernel], shape: [kernel, kernel, inputs, outputs] };
}
