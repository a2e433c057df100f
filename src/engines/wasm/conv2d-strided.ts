import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { FullConvolution } from '../ops/conv2d-folded.ts';
import type { ConvGeometry } from '../ops/conv2d-geometry.ts';
import { flipFilter } from '../ops/conv2d-plain.ts';

/**
 * The gradient with respect to the input, for a stride of 2 or more. When each block of stride × stride pixels is taken
 * as the channels of one pixel, the convolution has stride 1, and its input gradient is a convolution of dy with the
 * flipped filter. The filter is filled up with zeros to whole blocks.
 * @param convolveFull the engine's convolution with stride 1
 * @param filter [size, size, inChannels, outChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @returns [batch, height, width, inChannels]
 */
export function stridedInputGradient(
  convolveFull: FullConvolution,
  filter: Tensor,
  dy: Tensor,
  g: ConvGeometry,
): Tensor {
  const { batch, height, width, inChannels, pad, stride } = g;
  const blocked = blockFilter(filter, g);
  const around = blocked.shape[0]! - 1;
  const gradient = convolveFull(dy, flipFilter(blocked), around);
  const [, rows = 0, columns = 0] = gradient.shape;
  const parts = tf.reshape(gradient, [batch, rows, columns, stride, stride * inChannels]);
  const images = tf.reshape(tf.transpose(parts, [0, 1, 3, 2, 4]), [
    batch,
    rows * stride,
    columns * stride,
    inChannels,
  ]);
  // Pixels beyond the last window are in no block, and their gradient is 0.
  const after = (side: number, blocks: number) => Math.max(0, pad + side - blocks * stride);
  const padded = tf.pad(images, [
    [0, 0],
    [0, after(height, rows)],
    [0, after(width, columns)],
    [0, 0],
  ]);
  return tf.slice(padded, [0, pad, pad, 0], [batch, height, width, inChannels]);
}

/**
 * [size, size, in, out] → [⌈size / stride⌉, ⌈size / stride⌉, stride² · in, out]. The pixels of a block are in row
 * order.
 */
function blockFilter(filter: Tensor, { size, stride, inChannels, outChannels }: ConvGeometry): Tensor {
  const blocks = Math.ceil(size / stride);
  const missing = blocks * stride - size;
  const whole = tf.pad(filter, [
    [0, missing],
    [0, missing],
    [0, 0],
    [0, 0],
  ]);
  const parts = tf.reshape(whole, [blocks, stride, blocks, stride, inChannels * outChannels]);
  return tf.reshape(tf.transpose(parts, [0, 2, 1, 3, 4]), [
    blocks,
    blocks,
    stride * stride * inChannels,
    outChannels,
  ]);
}
