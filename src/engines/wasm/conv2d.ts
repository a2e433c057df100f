/**
 * Convolutions composed from the engine's own forward kernel, which is vectorised: it has no filter gradient, and its
 * input gradient is a plain loop. That kernel keeps what it prepares of a filter by the filter tensor's id: weights
 * must never be changed in place.
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

export function convolveOnWasm(x: Tensor, filter: Tensor, g: ConvGeometry): Tensor {
  return isSmallerUnrolled(g)
    ? unrolledConvolution(x, filter, g)
    : convolve(x, filter, g.pad, { stride: g.stride });
}

/** At stride 1 the convolution of dy with the turned filter; other strides are brought to that by blocks of pixels. */
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
 * A convolution over the batch: channels take the place of images, images that of channels, and dy is the filter, its
 * taps as far apart as the stride.
 */
export function filterGradientOnWasm(x: Tensor, dy: Tensor, g: ConvGeometry): Tensor {
  if (isSmallerUnrolled(g)) return unrolledFilterGradient(x, dy, g);
  const images = tf.transpose(x, [3, 1, 2, 0]); // [inChannels, height, width, batch]
  const taps = tf.transpose(dy, [1, 2, 0, 3]); // [outHeight, outWidth, batch, outChannels]
  const sums = convolve(images, taps, g.pad, { dilation: g.stride });
  // The last rows of pixels may belong to no window: at stride 2 and more there are more sums than taps.
  const whole = tf.slice(sums, [0, 0, 0, 0], [g.inChannels, g.size, g.size, g.outChannels]);
  return tf.transpose(whole, [1, 2, 0, 3]);
}

/** As conv2d-plain.ts's flipFilter. The taps are turned in JavaScript, for the engine's tf.reverse takes 20 times as long. */
function turnFilter(filter: Tensor, { size, inChannels, outChannels }: ConvGeometry): Tensor {
  const values = filter.dataSync<'float32'>();
  const tapSize = inChannels * outChannels;
  const turned = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += tapSize) {
    turned.set(values.subarray(start, start + tapSize), values.length - tapSize - start);
  }
  return tf.transpose(tf.tensor4d(turned, [size, size, inChannels, outChannels]), [0, 1, 3, 2]);
}

function convolve(x: Tensor, filter: Tensor, pad: number, { stride = 1, dilation = 1 } = {}): Tensor {
  // Of one number for all sides tfjs 4.22 makes the output's shape as if the filter were square.
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
