/**
 * Stride-1 convolutions of images with few channels. Neighbouring pixels of a row are taken together as the channels of
 * one wider pixel; in memory that is the same array. The processor's vector units work on channels, and LeNet's first
 * layer has only one or three channels in and six out. The filter for wide pixels has more elements, but it fills the
 * vectors, and that saves more than the extra work costs: on colour images it takes two thirds of the time.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorflowBackend } from '../backend.ts';
import type { ConvGeometry } from './conv2d-geometry.ts';
import { convolve, convolveFilterGradient, padImages } from './conv2d-plain.ts';
import {
  type FilterSpread,
  planSpread,
  rememberPlans,
  spreadFilter,
  sumOverPlaces,
} from './spread-filter.ts';

/** How many pixels are taken together; the fastest numbers by bench/ops.ts. */
const forwardPixels = 4;
const filterGradientPixels = 2;

const planForward = rememberPlans((g) => planRows(g, forwardPixels));
const planFilterGradient = rememberPlans((g) => planRows(g, filterGradientPixels));

/** Whether the rows of the padded images and of the result can be divided into groups of pixels. */
export function hasFoldableRows({ stride, width, pad, outWidth }: ConvGeometry): boolean {
  return stride === 1 && (width + 2 * pad) % forwardPixels === 0 && outWidth % forwardPixels === 0;
}

/**
 * @param x [batch, height, width, inChannels]
 * @param filter [size, size, inChannels, outChannels]
 * @returns [batch, outHeight, outWidth, outChannels]
 */
export function convolveRows(backend: TensorflowBackend, x: Tensor, filter: Tensor, g: ConvGeometry): Tensor {
  const folded = foldRows(padImages(x, g), forwardPixels);
  const product = convolve(backend, folded, spreadFilter(filter, planForward(g)), 1, [0, 0]);
  return tf.reshape(product, [g.batch, g.outHeight, g.outWidth, g.outChannels]);
}

/**
 * First the gradient of the spread filter, then for each element of the filter the sum over its places.
 * @param x [batch, height, width, inChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @returns [size, size, inChannels, outChannels]
 */
export function convolveRowsFilterGradient(
  backend: TensorflowBackend,
  x: Tensor,
  dy: Tensor,
  g: ConvGeometry,
): Tensor {
  const plan = planFilterGradient(g);
  const [height, width] = plan.shape;
  const folded = foldRows(padImages(x, g), filterGradientPixels);
  const spread = convolveFilterGradient(backend, folded, foldRows(dy, filterGradientPixels), [height, width]);
  return sumOverPlaces(backend, spread, plan, g);
}

/** [n, h, w, c] → [n, h, w / pixels, pixels · c]. */
function foldRows(x: Tensor, pixels: number): Tensor {
  const [n = 0, h = 0, w = 0, c = 0] = x.shape;
  return tf.reshape(x, [n, h, w / pixels, pixels * c]);
}

/**
 * Where the elements of the filter for wide pixels come from: [size, groups, pixels · inChannels, pixels ·
 * outChannels].
 */
function planRows(g: ConvGeometry, pixels: number): FilterSpread {
  const { size, inChannels, outChannels } = g;
  // The last pixel of a group reaches furthest to the right.
  const groups = Math.ceil((size + pixels - 1) / pixels);
  return planSpread(
    [size, groups, pixels * inChannels, pixels * outChannels],
    g,
    ([row, group, input, output]) => [
      row,
      group * pixels + Math.floor(input / inChannels) - Math.floor(output / outChannels),
      input % inChannels,
      output % outChannels,
    ],
  );
}
