import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './conv2d-geometry.ts';
import { planSpread, rememberPlans, spreadFilter } from './spread-filter.ts';

/**
 * An engine's convolution with stride 1.
 * @param x [batch, height, width, in]
 * @param filter [size, size, in, out]
 * @param around zeros on each of the four sides
 * @returns [batch, height + 2·around − size + 1, width + 2·around − size + 1, out]
 */
export type FullConvolution = (x: Tensor, filter: Tensor, around: number) => Tensor;

/** Height and width of a block, in pixels. */
const block = 4;

/**
 * The gradient of a stride-1 convolution with respect to its input, for images with few channels.
 *
 * The processor's vector units work on channels, and a grey image has only one. So blocks of 4×4 pixels are folded: the
 * 16 pixels of a block become channels of one pixel, in dy and in the gradient. The filter is spread over the blocks in
 * the same way. LeNet's first layer then takes 6 ms instead of 18.
 * @param convolveFull the engine's convolution
 * @param filter [size, size, inChannels, outChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @returns [batch, height, width, inChannels]
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

/**
 * [n, h, w, c] → [n, ⌈h / 4⌉, ⌈w / 4⌉, 16 · c]. The pixels of a block are in row order; zeros fill up the last blocks.
 */
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

/** [n, h, w, 16 · c] → [n, 4 · h, 4 · w, c]: what foldWhole does, backwards. */
function unfold(x: Tensor): Tensor {
  const [n = 0, h = 0, w = 0, channels = 0] = x.shape;
  const c = channels / (block * block);
  const rows = tf.reshape(x, [n, h, w, block, block * c]);
  return tf.reshape(tf.transpose(rows, [0, 1, 3, 2, 4]), [n, h * block, w * block, c]);
}

/**
 * Where the elements of the folded filter come from. The folded filter is
 * [blocks, blocks, 16 · outChannels, 16 · inChannels]: already turned by 180°, with its channels swapped, as flipFilter
 * does it. The pixels of a block are in row order.
 */
const planFlipped = rememberPlans((g) => {
  const { size, inChannels, outChannels } = g;
  // The last pixel of a block reaches furthest to the right and down.
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
