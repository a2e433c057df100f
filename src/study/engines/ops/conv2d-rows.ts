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

/** Pixels taken together: what is fastest (bench/ops.ts). */
const forwardPixels = 4;
const filterGradientPixels = 2;

/** Whether rows of the images and of the result divide into such groups. */
export function hasFoldableRows({ stride, width, pad, outWidth }: ConvGeometry): boolean {
  return stride === 1 && (width + 2 * pad) % forwardPixels === 0 && outWidth % forwardPixels === 0;
}

export function convolveRows(backend: TensorflowBackend, x: Tensor, filter: Tensor, g: ConvGeometry): Tensor {
  const product = convolve(
    backend,
    foldRows(padImages(x, g), forwardPixels),
    spreadFilter(filter, g, forwardPixels),
    1,
    [0, 0],
  );
  return tf.reshape(product, [g.batch, g.outHeight, g.outWidth, g.outChannels]);
}

/** The gradient of the spread filter, then for each tap the sum over its places. */
export function convolveRowsFilterGradient(
  backend: TensorflowBackend,
  x: Tensor,
  dy: Tensor,
  g: ConvGeometry,
): Tensor {
  const { size, inChannels, outChannels } = g;
  const pixels = filterGradientPixels;
  const folded = foldRows(padImages(x, g), pixels);
  const across = countBlocks(g, pixels);
  const spread = convolveFilterGradient(backend, folded, foldRows(dy, pixels), [size, across]);
  const parts = tf.transpose(
    tf.reshape(spread, [size * across * pixels, inChannels, pixels, outChannels]),
    [0, 2, 1, 3],
  );
  const rows = tf.reshape(parts, [-1, inChannels * outChannels]);
  const taps = tf.unsortedSegmentSum(rows, listTaps(g, pixels), size * size + 1);
  return tf.reshape(tf.slice(taps, 0, size * size), [size, size, inChannels, outChannels]);
}

/** [n, h, w, c] → [n, h, w / pixels, pixels · c]. */
function foldRows(x: Tensor, pixels: number): Tensor {
  const [n = 0, h = 0, w = 0, c = 0] = x.shape;
  return tf.reshape(x, [n, h, w / pixels, pixels * c]);
}

/** The filter of folded images: [size, blocks, pixels · inChannels, pixels · outChannels]. */
function spreadFilter(filter: Tensor, g: ConvGeometry, pixels: number): Tensor {
  const { size, inChannels, outChannels } = g;
  const across = countBlocks(g, pixels);
  const taps = tf.reshape(filter, [size * size, inChannels * outChannels]);
  const withNone = tf.concat([taps, tf.zeros([1, inChannels * outChannels])], 0);
  const places = tf.reshape(tf.gather(withNone, listTaps(g, pixels)), [
    size * across * pixels,
    pixels,
    inChannels,
    outChannels,
  ]);
  return tf.reshape(tf.transpose(places, [0, 2, 1, 3]), [
    size,
    across,
    pixels * inChannels,
    pixels * outChannels,
  ]);
}

/** Groups of pixels that the last pixel of a group sees. */
function countBlocks({ size }: ConvGeometry, pixels: number): number {
  return Math.ceil((size + pixels - 1) / pixels);
}

/** For each place (row, group, pixel of the input's group, pixel of the output's) its tap, or size² for none. */
function listTaps(g: ConvGeometry, pixels: number): tf.Tensor1D {
  const { size } = g;
  const taps: number[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let place = 0; place < countBlocks(g, pixels) * pixels; place += 1) {
      for (let output = 0; output < pixels; output += 1) {
        const column = place - output;
        taps.push(column >= 0 && column < size ? row * size + column : size * size);
      }
    }
  }
  return tf.tensor1d(taps, 'int32');
}
