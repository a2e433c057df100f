/**
 * Convolutions of very small images, such as 3×3 filters on 2×2 images. Most numbers in their windows are zeros of the
 * padding. One matrix from all inputs to all outputs has fewer numbers than the windows together, and the convolution
 * is one product with it.
 *
 * Shapes: x [batch, height, width, inChannels], filter [size, size, inChannels, outChannels],
 * dy [batch, outHeight, outWidth, outChannels].
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { ConvGeometry } from '../ops/conv2d-geometry.ts';

/** Whether the matrix from all inputs to all outputs has fewer numbers than the windows. */
export function isSmallerUnrolled({ height, width, size }: ConvGeometry): boolean {
  return height * width < size * size;
}

/** @returns [batch, outHeight, outWidth, outChannels] */
export function unrolledConvolution(x: Tensor, filter: Tensor, g: ConvGeometry): Tensor {
  const product = tf.matMul(tf.reshape(x, [g.batch, -1]), unrollFilter(filter, g));
  return tf.reshape(product, [g.batch, g.outHeight, g.outWidth, g.outChannels]);
}

/** @returns [batch, height, width, inChannels] */
export function unrolledInputGradient(filter: Tensor, dy: Tensor, g: ConvGeometry): Tensor {
  const product = tf.matMul(tf.reshape(dy, [g.batch, -1]), tf.transpose(unrollFilter(filter, g)));
  return tf.reshape(product, [g.batch, g.height, g.width, g.inChannels]);
}

/**
 * One product for all pairs of an input and an output position, then for each tap of the filter the sum over its pairs.
 * @returns [size, size, inChannels, outChannels]
 */
export function unrolledFilterGradient(x: Tensor, dy: Tensor, g: ConvGeometry): Tensor {
  const { size, inChannels, outChannels } = g;
  const [inputs, outputs] = [g.height * g.width, g.outHeight * g.outWidth];
  const products = tf.matMul(tf.transpose(tf.reshape(x, [g.batch, -1])), tf.reshape(dy, [g.batch, -1]));
  const pairs = tf.transpose(tf.reshape(products, [inputs, inChannels, outputs, outChannels]), [0, 2, 1, 3]);
  const rows = tf.reshape(pairs, [inputs * outputs, inChannels * outChannels]);
  const taps = tf.matMul(selectPairs(g), rows);
  return tf.reshape(taps, [size, size, inChannels, outChannels]);
}

/**
 * The filter as a matrix, [height · width · inChannels, outHeight · outWidth · outChannels]. It is filled in JavaScript,
 * row by row, because the engine's gather takes as long as the product that follows.
 */
function unrollFilter(filter: Tensor, g: ConvGeometry): Tensor {
  const { size, inChannels, outChannels } = g;
  const [inputs, outputs] = [g.height * g.width, g.outHeight * g.outWidth];
  const values = filter.dataSync<'float32'>();
  const matrix = new Float32Array(inputs * inChannels * outputs * outChannels);
  listTaps(g).forEach((tap, pair) => {
    if (tap === size * size) return;
    const input = Math.floor(pair / outputs);
    const output = pair % outputs;
    for (let channel = 0; channel < inChannels; channel++) {
      const from = (tap * inChannels + channel) * outChannels;
      const to = ((input * inChannels + channel) * outputs + output) * outChannels;
      matrix.set(values.subarray(from, from + outChannels), to);
    }
  });
  return tf.tensor2d(matrix, [inputs * inChannels, outputs * outChannels]);
}

/** [size², pairs]: 1 where a pair belongs to a tap, else 0. */
function selectPairs(g: ConvGeometry): Tensor {
  const taps = listTaps(g);
  const ones = new Float32Array(g.size * g.size * taps.length);
  taps.forEach((tap, pair) => {
    if (tap < g.size * g.size) ones[tap * taps.length + pair] = 1;
  });
  return tf.tensor2d(ones, [g.size * g.size, taps.length]);
}

/** For each pair of an input and an output position, the number of the tap that joins them; size² where none does. */
function listTaps(g: ConvGeometry): number[] {
  const taps: number[] = [];
  for (let input = 0; input < g.height * g.width; input++) {
    for (let output = 0; output < g.outHeight * g.outWidth; output++) {
      const row = Math.floor(input / g.width) + g.pad - Math.floor(output / g.outWidth) * g.stride;
      const column = (input % g.width) + g.pad - (output % g.outWidth) * g.stride;
      const inside = row >= 0 && row < g.size && column >= 0 && column < g.size;
      taps.push(inside ? row * g.size + column : g.size * g.size);
    }
  }
  return taps;
}
