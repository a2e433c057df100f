/**
 * Stride-1 convolutions of images with few channels, with neighbouring pixels of a row taken as channels of one: in
 * memory that is the same array. Vector units work on channels, of which LeNet's first layer has one or three in and six
 * out; a wider filter, mostly of the same taps, keeps them busier than it adds work. On colour images it takes two thirds
 * of the time.
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

/** Pixels taken together: what is fastest (bench/ops.ts). */
const forwardPixels = 4;
const filterGradientPixels = 2;

const planForward = rememberPlans((g) => planRows(g, forwardPixels));
const planFilterGradient = rememberPlans((g) => planRows(g, filterGradientPixels));

/** Whether rows of the images and of the result divide into such groups. */
export function hasFoldableRows({ stride, width, pad, outWidth }: ConvGeometry): boolean {
  return stride === 1 && (width + 2 * pad) % forwardPixels === 0 && outWidth % forwardPixels === 0;
}

export function convolveRows(backend: TensorflowBackend, x: Tensor, filter: Tensor, g: ConvGeometry): Tensor {
  const folded = foldRows(padImages(x, g), forwardPixels);
  const product = convolve(backend, folded, spreadFilter(filter, planForward(g)), 1, [0, 0]);
  return tf.reshape(product, [g.batch, g.outHeight, g.outWidth, g.outChannels]);
}

/** The gradient of the spread filter, then for each tap the sum over its places. */
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

/** The filter of folded images: [size, groups, pixels · inChannels, pixels · outChannels]. */
function planRows(g: ConvGeometry, pixels: number): FilterSpread {
  const { size, inChannels, outChannels } = g;
  // The last pixel of a group sees the furthest.
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
