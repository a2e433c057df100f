/**
 * Convolutions on wasm. The engine has a fast forward kernel, no filter gradient, and a slow input gradient. So both
 * gradients are composed from the forward kernel.
 *
 * The kernel keeps a prepared copy of each filter by the id of the filter's tensor. So weights must never be changed in
 * place.
 *
 * Shapes: x [batch, height, width, inChannels], filter [size, size, inChannels, outChannels],
 * dy [batch, outHeight, outWidth, outChannels].
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { convolveFoldedInputGradient } from '../ops/conv2d-folded.ts';
import type { ConvGeometry } from '../ops/conv2d-geometry.ts';
import { hasFewChannels } from '../ops/conv2d-plain.ts';
import { stridedInputGradient } from './conv2d-strided.ts';
import {
  isSmallerUnrolled,
  unrolledConvolution,
  unrolledFilterGradient,
  unrolledInputGradient,
} from './conv2d-unrolled.ts';

/**
 * The convolution.
 * @param x [batch, height, width, inChannels]
 * @param filter [size, size, inChannels, outChannels]
 * @param g stride, padding and sizes
 * @returns [batch, outHeight, outWidth, outChannels]
 */
export function convolveOnWasm(x: Tensor, filter: Tensor, g: ConvGeometry): Tensor {
  return isSmallerUnrolled(g)
    ? unrolledConvolution(x, filter, g)
    : convolve(x, filter, g.pad, { stride: g.stride });
}

/**
 * The gradient with respect to the input. At stride 1 it is the convolution of dy with the flipped filter. Larger strides
 * become stride 1 when blocks of pixels are taken as channels (conv2d-strided.ts).
 * @param filter [size, size, inChannels, outChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @returns [batch, height, width, inChannels]
 */
export function inputGradientOnWasm(filter: Tensor, dy: Tensor, g: ConvGeometry): Tensor {
  if (isSmallerUnrolled(g)) return unrolledInputGradient(filter, dy, g);
  if (g.stride > 1) return stridedInputGradient(convolve, filter, dy, g);
  if (hasFewChannels(g) && g.outChannels <= 16) return convolveFoldedInputGradient(convolve, filter, dy, g);
  const around = g.size - 1 - g.pad;
  const gradient = convolve(dy, turnFilter(filter, g), Math.max(around, 0));
  if (around >= 0) return gradient;
  return tf.slice(gradient, [0, -around, -around, 0], [g.batch, g.height, g.width, g.inChannels]);
}

/**
 * The gradient with respect to the filter, as a convolution of x with dy. The channels of x act as its images and the
 * images as its channels. dy acts as the filter, dilated by the stride.
 * @param x [batch, height, width, inChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @returns [size, size, inChannels, outChannels]
 */
export function filterGradientOnWasm(x: Tensor, dy: Tensor, g: ConvGeometry): Tensor {
  if (isSmallerUnrolled(g)) return unrolledFilterGradient(x, dy, g);
  const images = tf.transpose(x, [3, 1, 2, 0]); // [inChannels, height, width, batch]
  const taps = tf.transpose(dy, [1, 2, 0, 3]); // [outHeight, outWidth, batch, outChannels]
  const sums = convolve(images, taps, g.pad, { dilation: g.stride });
  // With a stride of 2 or more the last rows of pixels may belong to no window. Then there are more sums than taps.
  const whole = tf.slice(sums, [0, 0, 0, 0], [g.inChannels, g.size, g.size, g.outChannels]);
  return tf.transpose(whole, [1, 2, 0, 3]);
}

/**
 * What flipFilter of conv2d-plain.ts does: [size, size, in, out] → [size, size, out, in], turned by 180°. In JavaScript,
 * because the engine's tf.reverse takes 20 times as long.
 */
function turnFilter(filter: Tensor, { size, inChannels, outChannels }: ConvGeometry): Tensor {
  const values = filter.dataSync<'float32'>();
  const tapSize = inChannels * outChannels;
  const turned = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += tapSize) {
    turned.set(values.subarray(start, start + tapSize), values.length - tapSize - start);
  }
  return tf.transpose(tf.tensor4d(turned, [size, size, inChannels, outChannels]), [0, 1, 3, 2]);
}

/**
 * The engine's forward kernel.
 * @param x [images, height, width, in]
 * @param filter [filterHeight, filterWidth, in, out]
 * @param pad zeros on each of the four sides
 * @returns [images, outHeight, outWidth, out]
 */
function convolve(x: Tensor, filter: Tensor, pad: number, { stride = 1, dilation = 1 } = {}): Tensor {
  // Given one number for all sides, tfjs 4.22 computes the output's shape as if the filter were square.
  const sides: [number, number] = [pad, pad];
  return tf.conv2d(
    x as Tensor4D,
    filter as Tensor4D,
    stride,
    [[0, 0], sides, sides, [0, 0]],
    'NHWC',
    dilation,
    'floor',
  );
}
