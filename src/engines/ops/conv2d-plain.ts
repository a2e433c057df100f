import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { OpAttribute, TensorflowBackend, TensorflowBinding } from '../backend.ts';
import { boolAttribute, intsAttribute, stringAttribute, typeAttribute } from './attributes.ts';
import type { ConvGeometry } from './conv2d-geometry.ts';

/** Zeros before and after the pixels, the same for rows and columns. */
export type Padding = readonly [before: number, after: number];

/**
 * TensorFlow's op Conv2D, with any filter and padding.
 * @param x [batch, height, width, inChannels]
 * @param filter [filterHeight, filterWidth, inChannels, outChannels]
 * @returns [batch, outHeight, outWidth, outChannels]
 */
export function convolve(
  backend: TensorflowBackend,
  x: Tensor,
  filter: Tensor,
  stride: number,
  padding: Padding,
): Tensor {
  return backend.executeSingleOutput('Conv2D', convAttributes(backend.binding, stride, padding), [x, filter]);
}

/**
 * A convolution by TensorFlow's own kernel. *Plain* means: not by one of the faster ways that conv2d.ts chooses for some
 * shapes. Unlike `convolve` it takes a `ConvGeometry`, and it avoids a slow case of oneDNN, TensorFlow's library on CPUs.
 * @param x [batch, height, width, inChannels]
 * @param filter [size, size, inChannels, outChannels]
 * @returns [batch, outHeight, outWidth, outChannels]
 */
export function convolvePlain(
  backend: TensorflowBackend,
  x: Tensor,
  filter: Tensor,
  g: ConvGeometry,
): Tensor {
  // With at most 3 channels and a stride above 1, oneDNN takes 38 ms if it pads, and 14 ms if we pad first.
  if (hasFewChannels(g) && g.stride > 1) return convolve(backend, padImages(x, g), filter, g.stride, [0, 0]);
  return convolve(backend, x, filter, g.stride, [g.pad, g.pad]);
}

/**
 * TensorFlow's op Conv2DBackpropFilter, the gradient with respect to the filter, with any filter and padding.
 * @param x [batch, height, width, inChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @param size [filterHeight, filterWidth]
 * @returns [filterHeight, filterWidth, inChannels, outChannels]
 */
export function convolveFilterGradient(
  backend: TensorflowBackend,
  x: Tensor,
  dy: Tensor,
  size: readonly [number, number],
  stride = 1,
  padding: Padding = [0, 0],
): Tensor {
  const shape = tf.tensor1d([...size, x.shape[3]!, dy.shape[3]!], 'int32');
  const attributes = convAttributes(backend.binding, stride, padding);
  return backend.executeSingleOutput('Conv2DBackpropFilter', attributes, [x, shape, dy]);
}

/**
 * The gradient of `convolvePlain` with respect to the filter.
 * @param x [batch, height, width, inChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @returns [size, size, inChannels, outChannels]
 */
export function convolvePlainFilterGradient(
  backend: TensorflowBackend,
  x: Tensor,
  dy: Tensor,
  g: ConvGeometry,
): Tensor {
  // Here too oneDNN is slow if it pads: 49 ms instead of 10 for 5×5 filters on grey images. So we pad first, with two
  // cases: always for input images (1 or 3 channels), and for layers whose output has at least 100 positions. For smaller
  // layers, adding the zeros costs more than it saves.
  const isLarge = g.outHeight * g.outWidth >= 100;
  const isPadded = hasFewChannels(g) || isLarge;
  const pad = isPadded ? 0 : g.pad;
  const images = isPadded ? padImages(x, g) : x;
  return convolveFilterGradient(backend, images, dy, [g.size, g.size], g.stride, [pad, pad]);
}

/**
 * oneDNN's input gradient works on groups of 8 channels. Adding 2 empty channels to LeNet's 6 saves a third of the time.
 */
const channelGroup = 8;

/**
 * The gradient of `convolvePlain` with respect to the input. TensorFlow's kernel for explicit padding is up to ten times slower than the
 * one for 'SAME'. At stride 1, with an odd size and pad = (size − 1) / 2, both mean the same, so 'SAME' is used. With any
 * other padding at stride 1, the gradient is computed as a convolution of dy with the flipped filter.
 * @param filter [size, size, inChannels, outChannels]
 * @param dy [batch, outHeight, outWidth, outChannels]
 * @returns [batch, height, width, inChannels]
 */
export function convolveInputGradient(
  backend: TensorflowBackend,
  filter: Tensor,
  dy: Tensor,
  g: ConvGeometry,
): Tensor {
  const { size, stride, pad } = g;
  const isSlow = stride === 1 && pad > 0 && !hasFewChannels(g);
  if (isSlow && size !== 2 * pad + 1 && pad < size) {
    return convolve(backend, dy, flipFilter(filter), 1, [size - 1 - pad, size - 1 - pad]);
  }
  const padding = isSlow && size === 2 * pad + 1 ? 'SAME' : ([pad, pad] as const);
  const attributes = convAttributes(backend.binding, stride, padding);
  // −n & 7 is what n lacks to the next multiple of 8.
  const added = hasFewChannels(g) ? 0 : -g.inChannels & (channelGroup - 1);
  const shape = tf.tensor1d([g.batch, g.height, g.width, g.inChannels + added], 'int32');
  const widened = added === 0 ? filter : padChannels(filter, added);
  const gradient = backend.executeSingleOutput('Conv2DBackpropInput', attributes, [shape, widened, dy]);
  return added === 0
    ? gradient
    : tf.slice(gradient, [0, 0, 0, 0], [g.batch, g.height, g.width, g.inChannels]);
}

/** [size, size, inChannels, outChannels] → [size, size, inChannels + added, outChannels]; the added channels are zero. */
function padChannels(filter: Tensor, added: number): Tensor {
  return tf.pad(filter, [
    [0, 0],
    [0, 0],
    [0, added],
    [0, 0],
  ]);
}

/** Whether the input is grey or colour images, rather than the output of a layer. */
export function hasFewChannels({ inChannels }: ConvGeometry): boolean {
  return inChannels <= 3;
}

/**
 * [batch, height, width, channels] → [batch, height + 2·pad, width + 2·pad, channels]: the images with zeros around
 * them.
 */
export function padImages(x: Tensor, { pad }: ConvGeometry): Tensor {
  if (pad === 0) return x;
  return tf.pad(x, [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ]);
}

/**
 * The filter turned by 180° with its channels swapped: [size, size, inChannels, outChannels] →
 * [size, size, outChannels, inChannels]. The input gradient of a stride-1 convolution is a convolution of dy with this
 * filter.
 */
export function flipFilter(filter: Tensor): Tensor {
  return tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
}

function convAttributes(
  binding: TensorflowBinding,
  stride: number,
  padding: Padding | 'SAME',
): OpAttribute[] {
  return [
    typeAttribute(binding, 'T', 'float32'),
    intsAttribute(binding, 'strides', [1, stride, stride, 1]),
    ...paddingAttributes(binding, padding),
    stringAttribute(binding, 'data_format', 'NHWC'),
    boolAttribute(binding, 'use_cudnn_on_gpu', true),
    intsAttribute(binding, 'dilations', [1, 1, 1, 1]),
  ];
}

function paddingAttributes(binding: TensorflowBinding, padding: Padding | 'SAME'): OpAttribute[] {
  if (padding === 'SAME') return [stringAttribute(binding, 'padding', 'SAME')];
  const [before, after] = padding;
  if (before === 0 && after === 0) return [stringAttribute(binding, 'padding', 'VALID')];
  const explicit = [0, 0, before, after, before, after, 0, 0];
  return [
    stringAttribute(binding, 'padding', 'EXPLICIT'),
    intsAttribute(binding, 'explicit_paddings', explicit),
  ];
}
