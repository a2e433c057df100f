import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorflowBackend } from '../backend.ts';
import { convolveOnWasm, filterGradientOnWasm, inputGradientOnWasm } from '../wasm/conv2d.ts';
import { biasAdd } from './bias-add.ts';
import { convolveFoldedInputGradient } from './conv2d-folded.ts';
import { type ConvGeometry, describeConvolution } from './conv2d-geometry.ts';
import {
  convolvePairs,
  convolvePairsFilterGradient,
  convolvePairsInputGradient,
  isFullyConnected,
} from './conv2d-pairs.ts';
import {
  convolve,
  convolveInputGradient,
  convolvePlain,
  convolvePlainFilterGradient,
  hasFewChannels,
} from './conv2d-plain.ts';
import { convolveRows, convolveRowsFilterGradient, hasFoldableRows } from './conv2d-rows.ts';
import { type OpAttributes, type OpDefinition, runOp } from './run-op.ts';

// There are several ways to compute a convolution, and they round differently. Which one is taken depends on the shapes
// alone, so that the same program gives the same bits. The choice is by measurement (bench/ops.ts).

/**
 * @param x [batch, height, width, inChannels]
 * @param filter [size, size, inChannels, outChannels]
 * @returns [batch, outHeight, outWidth, outChannels]
 */
function computeForward(backend: TensorflowBackend, x: Tensor, filter: Tensor, g: ConvGeometry): Tensor {
  if (isFullyConnected(g)) return convolvePairs(backend, x, filter, g);
  if (isThin(g) && hasFoldableRows(g)) return convolveRows(backend, x, filter, g);
  return convolvePlain(backend, x, filter, g);
}

/**
 * @param filter [size, size, inChannels, outChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @returns [batch, height, width, inChannels]
 */
function computeInputGradient(
  backend: TensorflowBackend,
  filter: Tensor,
  dy: Tensor,
  g: ConvGeometry,
): Tensor {
  if (isFullyConnected(g)) return convolvePairsInputGradient(backend, filter, dy, g);
  if (isThin(g) && g.stride === 1) {
    const convolveFull = (image: Tensor, taps: Tensor, around: number) =>
      convolve(backend, image, taps, 1, [around, around]);
    return convolveFoldedInputGradient(convolveFull, filter, dy, g);
  }
  return convolveInputGradient(backend, filter, dy, g);
}

/**
 * @param x [batch, height, width, inChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @returns [size, size, inChannels, outChannels]
 */
function computeFilterGradient(backend: TensorflowBackend, x: Tensor, dy: Tensor, g: ConvGeometry): Tensor {
  if (isFullyConnected(g)) return convolvePairsFilterGradient(x, dy, g);
  if (isThin(g) && hasFoldableRows(g)) return convolveRowsFilterGradient(backend, x, dy, g);
  return convolvePlainFilterGradient(backend, x, dy, g);
}

/** Few channels in and out, as in LeNet's first layer. Wider layers fill the processor's vectors without help. */
function isThin(g: ConvGeometry): boolean {
  return hasFewChannels(g) && g.outChannels <= 16;
}

const inputGradientOp: OpDefinition = {
  name: 'PipelineConv2DInputGradient',
  compute: (backend, { filter, dy }, attributes) =>
    tf.tidy(() => computeInputGradient(backend, filter!, dy!, readGeometry(attributes))),
  computeOnWasm: ({ filter, dy }, attributes) =>
    tf.tidy(() => inputGradientOnWasm(filter!, dy!, readGeometry(attributes))),
};

const filterGradientOp: OpDefinition = {
  name: 'PipelineConv2DFilterGradient',
  compute: (backend, { x, dy }, attributes) =>
    tf.tidy(() => computeFilterGradient(backend, x!, dy!, readGeometry(attributes))),
  computeOnWasm: ({ x, dy }, attributes) =>
    tf.tidy(() => filterGradientOnWasm(x!, dy!, readGeometry(attributes))),
};

const conv2dOp: OpDefinition = {
  name: 'PipelineConv2D',
  compute: (backend, { x, filter }, attributes) =>
    tf.tidy(() => computeForward(backend, x!, filter!, readGeometry(attributes))),
  computeOnWasm: ({ x, filter }, attributes) =>
    tf.tidy(() => convolveOnWasm(x!, filter!, readGeometry(attributes))),
  saves: { inputs: ['x', 'filter'] },
  gradients: (dy, [x, filter], attributes) => ({
    x: () => runOp(inputGradientOp, { filter: filter!, dy }, attributes),
    filter: () => runOp(filterGradientOp, { x: x!, dy }, attributes),
  }),
};

function readGeometry({ geometry }: OpAttributes): ConvGeometry {
  return geometry as unknown as ConvGeometry;
}

/**
 * 2-D cross-correlation, as torch.nn.functional.conv2d computes it.
 * @param x [batch, height, width, inChannels]
 * @param filter [size, size, inChannels, outChannels]
 * @param stride pixels between neighbouring windows, in both directions; at most `size`
 * @param pad rows and columns of zeros that are added on each of the four sides
 * @param bias [outChannels]
 * @returns [batch, outHeight, outWidth, outChannels], where outHeight is ⌊(height + 2·pad − size) / stride⌋ + 1 and
 *   outWidth the same of the width
 * @throws RangeError when the shapes do not fit together
 */
export function conv2d(
  x: Tensor4D,
  filter: Tensor4D,
  stride: number,
  pad: number,
  bias?: Tensor1D,
): Tensor4D {
  const geometry = describeConvolution(x.shape, filter.shape, stride, pad);
  const product = runOp<Tensor4D>(conv2dOp, { x, filter }, { geometry: geometry as never });
  return bias ? biasAdd(product, bias) : product;
}
