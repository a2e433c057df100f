/**
 * PyTorch's tensors are channel-first, ours are channel-last. Files always have PyTorch's layout, and these functions
 * convert.
 * Each returns a copy.
 */

/**
 * Transposes data in C order: axis k of the result is axis permutation[k] of `data`.
 * @param shape of `data`
 */
function permuteAxes<T extends Float32Array | Uint8Array>(
  data: T,
  shape: readonly number[],
  permutation: readonly number[],
): T {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = permutation.map((axis) => shape[axis]!);
  const steps = permutation.map((axis) => strides[axis]!);
  const result = data.slice() as T;
  const last = sizes.length - 1;
  const index = new Array<number>(sizes.length).fill(0);
  let source = 0;
  for (let target = 0; target < result.length; target += 1) {
    result[target] = data[source]!;
    let axis = last;
    source += steps[axis]!;
    index[axis]! += 1;
    while (axis > 0 && index[axis] === sizes[axis]) {
      source -= steps[axis]! * sizes[axis]!;
      index[axis] = 0;
      axis -= 1;
      source += steps[axis]!;
      index[axis]! += 1;
    }
  }
  return result;
}

/** Convolution filter [out, in, height, width] → [height, width, in, out]. @param shape of the argument */
export function convertOihwToHwio(
  data: Float32Array,
  shape: readonly [number, number, number, number],
): Float32Array {
  return permuteAxes(data, shape, [2, 3, 1, 0]);
}

/** Convolution filter [height, width, in, out] → [out, in, height, width]. @param shape of the result */
export function convertHwioToOihw(
  data: Float32Array,
  shape: readonly [number, number, number, number],
): Float32Array {
  const [outputs, inputs, height, width] = shape;
  return permuteAxes(data, [height, width, inputs, outputs], [3, 2, 0, 1]);
}

/** The shape of the feature map that a dense layer flattens. */
export interface FlattenedMap {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** Weights of a dense layer, [out, channels · height · width] → [height · width · channels, out]. */
export function convertLinearToDense(data: Float32Array, outputs: number, map: FlattenedMap): Float32Array {
  return permuteAxes(data, [outputs, map.channels, map.height, map.width], [2, 3, 1, 0]);
}

/** Weights of a dense layer, [height · width · channels, out] → [out, channels · height · width]. */
export function convertDenseToLinear(data: Float32Array, outputs: number, map: FlattenedMap): Float32Array {
  return permuteAxes(data, [map.height, map.width, map.channels, outputs], [3, 2, 0, 1]);
}

/** Images [count, channels, height, width] → [count, height, width, channels]. @param shape of the argument */
export function convertNchwToNhwc<T extends Float32Array | Uint8Array>(data: T, shape: readonly number[]): T {
  return shape[1] === 1 ? (data.slice() as T) : permuteAxes(data, shape, [0, 2, 3, 1]);
}
