import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './conv2d-geometry.ts';
import { planSpread, rememberPlans, spreadFilter } from './spread-filter.ts';

/** The engine's convolution at stride 1, with `around` zeros on each side. */
export type FullConvolution = (x: Tensor, filter: Tensor, around: number) => Tensor;

/** Pixels on a side of a block. */
const block = 4;

/**
 * The input gradient of a stride-1 convolution of images with few channels, folded: blocks of 4×4 pixels, of dy and
 * of the gradient alike, become the channels of one pixel, and the filter is spread over them. Vector units work
 * on channels, of which a grey image has one: LeNet's first layer takes 6 ms so, and 18 otherwise.
 */
export function convolveFoldedInputGradient(
  convolveFull: FullConvolution,
  filter: Tensor,
  dy: Tensor,
  g: ConvGeometry,
): Tensor {
  const plan = planFlipped(g);
  const folded = convolveFull(foldWhole(dy, g), spreadFilter(filter, plan), plan.shape[0] - 1);
  const unfolded = unfold(folded);
  return tf.slice(unfolded, [0, g.pad, g.pad, 0], [g.batch, g.height, g.width, g.inChannels]);
}

/** [n, h, w, c] → [n, ⌈h / 4⌉, ⌈w / 4⌉, 16 · c], a block's pixels in row order, with zeros to whole blocks. */
function foldWhole(dy: Tensor, { outHeight, outWidth }: ConvGeometry): Tensor {
  const [n = 0, , , c = 0] = dy.shape;
  const [h, w] = [Math.ceil(outHeight / block), Math.ceil(outWidth / block)];
  const padded = tf.pad(dy, [
    [0, 0],
    [0, h * block - outHeight],
    [0, w * block - outWidth],
    [0, 0],
  ]);
  const rows = tf.reshape(padded, [n, h, block, w, block * c]);
  return tf.reshape(tf.transpose(rows, [0, 1, 3, 2, 4]), [n, h, w, block * block * c]);
}

function unfold(x: Tensor): Tensor {
  const [n = 0, h = 0, w = 0, channels = 0] = x.shape;
  const c = channels / (block * block);
  const rows = tf.reshape(x, [n, h, w, block, block * c]);
  return tf.reshape(tf.transpose(rows, [0, 1, 3, 2, 4]), [n, h * block, w * block, c]);
}

/**
 * The filter of the folded images, [blocks, blocks, 16 · inChannels, 16 · outChannels], turned as flipFilter does:
 * [blocks, blocks, 16 · outChannels, 16 · inChannels]. A block's pixels are in row order.
 */
const planFlipped = rememberPlans((g) => {
  const { size, inChannels, outChannels } = g;
  // An output pixel at a block's end sees the furthest.
  const blocks = Math.ceil((size + block - 1) / block);
  const shape = [blocks, blocks, block * block * outChannels, block * block * inChannels] as const;
  return planSpread(shape, g, ([blockRow, blockColumn, output, input]) => {
    const from = Math.floor(input / inChannels);
    const to = Math.floor(output / outChannels);
    return [
      (blocks - 1 - blockRow) * block + Math.floor(from / block) - Math.floor(to / block),
      (blocks - 1 - blockColumn) * block + (from % block) - (to % block),
      input % inChannels,
      output % outChannels,
    ];
  });
});
