import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorflowBackend } from '../backend.ts';
import { typeAttribute } from './attributes.ts';
import type { ConvGeometry } from './conv2d-geometry.ts';

/** Where an element of a spread filter comes from: row, column, input and output channel of the filter. */
type FilterPlace = readonly [row: number, column: number, input: number, output: number];

/**
 * A filter spread over groups of pixels: every element is one of the filter's, or 0. Which, follows from the shapes; so
 * it is worked out once, and spreading is one op on indices rather than half a dozen on parts.
 */
export interface FilterSpread {
  readonly shape: readonly [number, number, number, number];
  /** Four indices an element; the row after the filter's last for 0. */
  readonly places: Int32Array;
  /** Number of each element in the filter, −1 for 0. */
  readonly origins: Int32Array;
}

/** @param find what stands at a place of the spread filter; a row or column outside the filter stands for 0 */
export function planSpread(
  shape: FilterSpread['shape'],
  { size, inChannels, outChannels }: ConvGeometry,
  find: (place: FilterPlace) => FilterPlace,
): FilterSpread {
  const [height, width, inputs, outputs] = shape;
  const elements = height * width * inputs * outputs;
  const places = new Int32Array(4 * elements);
  const origins = new Int32Array(elements);
  for (let element = 0; element < elements; element++) {
    const [row, column, input, output] = find([
      Math.floor(element / (outputs * inputs * width)),
      Math.floor(element / (outputs * inputs)) % width,
      Math.floor(element / outputs) % inputs,
      element % outputs,
    ]);
    const isInside = row >= 0 && row < size && column >= 0 && column < size;
    places.set(isInside ? [row, column, input, output] : [size, 0, 0, 0], 4 * element);
    origins[element] = isInside ? ((row * size + column) * inChannels + input) * outChannels + output : -1;
  }
  return { shape, places, origins };
}

/** @returns [...spread.shape] of the filter [size, size, inChannels, outChannels] */
export function spreadFilter(filter: Tensor, { shape, places }: FilterSpread): Tensor4D {
  const withZeros = tf.pad(filter, [
    [0, 1],
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
  return tf.gatherND(withZeros, tf.tensor(places, [...shape, 4], 'int32')) as Tensor4D;
}

/** For each element of the filter the sum over its places: the gradient of spreadFilter. On TensorFlow. */
export function sumOverPlaces(
  backend: TensorflowBackend,
  spread: Tensor,
  { shape, origins }: FilterSpread,
  { size, inChannels, outChannels }: ConvGeometry,
): Tensor {
  const { binding } = backend;
  const attributes = [
    typeAttribute(binding, 'T', 'float32'),
    typeAttribute(binding, 'Tindices', 'int32'),
    typeAttribute(binding, 'Tnumsegments', 'int32'),
  ];
  const count = tf.scalar(size * size * inChannels * outChannels, 'int32');
  // Negative numbers are left out.
  const numbers = tf.tensor(origins, [...shape], 'int32');
  const sums = backend.executeSingleOutput('UnsortedSegmentSum', attributes, [spread, numbers, count]);
  return tf.reshape(sums, [size, size, inChannels, outChannels]);
}

/** Remembers the plans of a kind by what they depend on; a process sees a handful. */
export function rememberPlans(plan: (g: ConvGeometry) => FilterSpread): (g: ConvGeometry) => FilterSpread {
  const plans = new Map<string, FilterSpread>();
  return (g) => {
    const key = `${g.size} ${g.inChannels} ${g.outChannels}`;
    const known = plans.get(key) ?? plan(g);
    plans.set(key, known);
    return known;
  };
}
