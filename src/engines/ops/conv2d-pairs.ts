/**
 * Convolutions in which every output position sees every input position, such as a 3×3 filter with pad 1 on 2×2
 * images. They are computed as matrix products over all pairs of an input and an output position. Exactly one tap of
 * the filter joins the two positions of a pair (a tap is one of the filter's size × size places).
 * So the zeros of the padding are never multiplied. A 3×3 filter on 2×2 images would multiply 20 of them for 16 pairs.
 *
 * Shapes: x [batch, height, width, inChannels], filter [size, size, inChannels, outChannels],
 * dy [batch, outHeight, outWidth, outChannels]. Below, `inputs` is height · width and `outputs` outHeight · outWidth.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorflowBackend } from '../backend.ts';
import { boolAttribute, typeAttribute } from './attributes.ts';
import type { ConvGeometry } from './conv2d-geometry.ts';

/** Whether every output position sees every input position, at stride 1. */
export function isFullyConnected({
  height,
  width,
  size,
  stride,
  pad,
  outHeight,
  outWidth,
}: ConvGeometry): boolean {
  const reaches = (input: number, output: number) => output - 1 <= pad && input - 1 + pad <= size - 1;
  return stride === 1 && reaches(height, outHeight) && reaches(width, outWidth);
}

/**
 * One batched product, [1, batch, inputs · inChannels] × [outputs, inputs · inChannels, outChannels].
 * @returns [batch, outHeight, outWidth, outChannels]
 */
export function convolvePairs(
  backend: TensorflowBackend,
  x: Tensor,
  filter: Tensor,
  g: ConvGeometry,
): Tensor {
  const { inputs, outputs } = countPositions(g);
  const taps = gatherTaps(filter, g, 'by output');
  const weights = tf.reshape(taps, [outputs, inputs * g.inChannels, g.outChannels]);
  const products = multiply(backend, tf.reshape(x, [1, g.batch, inputs * g.inChannels]), weights, false);
  return tf.reshape(tf.transpose(products, [1, 0, 2]), [g.batch, g.outHeight, g.outWidth, g.outChannels]);
}

/**
 * One batched product, [1, batch, outputs · outChannels] × [inputs, inChannels, outputs · outChannels]ᵀ.
 * @returns [batch, height, width, inChannels]
 */
export function convolvePairsInputGradient(
  backend: TensorflowBackend,
  filter: Tensor,
  dy: Tensor,
  g: ConvGeometry,
): Tensor {
  const { inputs, outputs } = countPositions(g);
  const taps = tf.reshape(gatherTaps(filter, g, 'by input'), [inputs, outputs, g.inChannels, g.outChannels]);
  const weights = tf.reshape(tf.transpose(taps, [0, 2, 1, 3]), [
    inputs,
    g.inChannels,
    outputs * g.outChannels,
  ]);
  const products = multiply(backend, tf.reshape(dy, [1, g.batch, outputs * g.outChannels]), weights, true);
  return tf.reshape(tf.transpose(products, [1, 0, 2]), [g.batch, g.height, g.width, g.inChannels]);
}

/**
 * One product, [inputs · inChannels, batch] × [batch, outputs · outChannels], then for each tap the sum over its pairs.
 * @returns [size, size, inChannels, outChannels]
 */
export function convolvePairsFilterGradient(x: Tensor, dy: Tensor, g: ConvGeometry): Tensor {
  const { inputs, outputs } = countPositions(g);
  const products = tf.matMul(
    tf.reshape(x, [g.batch, inputs * g.inChannels]),
    tf.reshape(dy, [g.batch, outputs * g.outChannels]),
    true,
  );
  const pairs = tf.transpose(
    tf.reshape(products, [inputs, g.inChannels, outputs, g.outChannels]),
    [0, 2, 1, 3],
  );
  const rows = tf.reshape(pairs, [inputs * outputs, g.inChannels * g.outChannels]);
  const taps = tf.unsortedSegmentSum(rows, listTaps(g, 'by input'), g.size * g.size);
  return tf.reshape(taps, [g.size, g.size, g.inChannels, g.outChannels]);
}

function countPositions({ height, width, outHeight, outWidth }: ConvGeometry): {
  inputs: number;
  outputs: number;
} {
  return { inputs: height * width, outputs: outHeight * outWidth };
}

/** Which position of a pair the outer loop runs over. */
type PairOrder = 'by output' | 'by input';

/** The weights of each pair's tap: [pairs, inChannels · outChannels]. */
function gatherTaps(filter: Tensor, g: ConvGeometry, order: PairOrder): Tensor {
  return tf.gather(tf.reshape(filter, [g.size * g.size, g.inChannels * g.outChannels]), listTaps(g, order));
}

/** The number of each pair's tap, row · size + column: [pairs], int32. */
function listTaps(
  { height, width, outHeight, outWidth, size, pad }: ConvGeometry,
  order: PairOrder,
): tf.Tensor1D {
  const taps: number[] = [];
  const [outer, inner] =
    order === 'by output'
      ? [
          [outHeight, outWidth],
          [height, width],
        ]
      : [
          [height, width],
          [outHeight, outWidth],
        ];
  for (const [outerRow, outerColumn] of positions(outer!)) {
    for (const [innerRow, innerColumn] of positions(inner!)) {
      const sign = order === 'by output' ? 1 : -1;
      taps.push((sign * (innerRow - outerRow) + pad) * size + sign * (innerColumn - outerColumn) + pad);
    }
  }
  return tf.tensor1d(taps, 'int32');
}

function* positions([height, width]: readonly number[]): Generator<[number, number]> {
  for (let row = 0; row < height!; row++) for (let column = 0; column < width!; column++) yield [row, column];
}

/**
 * Batched product a × b, or a × bᵀ. `a` is a single matrix, [1, rows, inner], and is multiplied with every matrix of b.
 */
function multiply(backend: TensorflowBackend, a: Tensor, b: Tensor, transposeB: boolean): Tensor {
  const { binding } = backend;
  const attributes = [
    typeAttribute(binding, 'T', 'float32'),
    boolAttribute(binding, 'adj_x', false),
    boolAttribute(binding, 'adj_y', transposeB),
  ];
  return backend.executeSingleOutput('BatchMatMulV2', attributes, [a, b]);
}
