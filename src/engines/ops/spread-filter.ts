import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorflowBackend } from '../backend.ts';
import { typeAttribute } from './attributes.ts';
import type { ConvGeometry } from './conv2d-geometry.ts';

/** A place in a filter: row, column, input channel and output channel. */
type FilterPlace = readonly [row: number, column: number, input: number, output: number];

/**
 * A filter that is spread over groups of pixels. Each of its elements is an element of the original filter, or 0. Which
 * one follows from the shapes alone. So it is worked out once, and spreading a filter is then a single gather.
 */
export interface FilterSpread {
  readonly shape: readonly [number, number, number, number];
  /**
   * For each element, its place in the original filter (four numbers). Row `size`, one after the last, stands for 0.
   */
  readonly places: Int32Array;
  /** For each element, its position in the flattened original filter; −1 for 0. */
  readonly origins: Int32Array;
}

/**
 * Works out where each element of a spread filter comes from.
 * @param shape of the spread filter: [height, width, in, out]
 * @param find gives the place in the original filter for a place in the spread one; a row or column outside the filter
 *   stands for 0
 */
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

/** Spreads a filter, [size, size, inChannels, outChannels] → the plan's shape. */
export function spreadFilter(filter: Tensor, { shape, places }: FilterSpread): Tensor4D {
  const withZeros = tf.pad(filter, [
    [0, 1],
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
  return tf.gatherND(withZeros, tf.tensor(places, [...shape, 4], 'int32')) as Tensor4D;
}

/**
 * The gradient of spreadFilter: for each element of the original filter, the sum over its places. On TensorFlow only.
 * @param spread the spread filter's gradient, of the plan's shape
 * @returns [size, size, inChannels, outChannels]
 */
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
  // The op leaves negative positions out.
  const numbers = tf.tensor(origins, [...shape], 'int32');
  const sums = backend.executeSingleOutput('UnsortedSegmentSum', attributes, [spread, numbers, count]);
  return tf.reshape(sums, [size, size, inChannels, outChannels]);
}

/** Keeps the plans that were made, by the sizes they depend on. A process needs only a few. */
export function rememberPlans(plan: (g: ConvGeometry) => FilterSpread): (g: ConvGeometry) => FilterSpread {
  const plans = new Map<string, FilterSpread>();
  return (g) => {
    const key = `${g.size} ${g.inChannels} ${g.outChannels}`;
    const known = plans.get(key) ?? plan(g);
    plans.set(key, known);
    return known;
  };
}
