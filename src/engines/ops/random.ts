import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { toWords } from '../../random/counter.ts';
import type { PhiloxCounter, PhiloxKey } from '../../random/index.ts';
import { getBackend, getEngineName, type TensorflowBackend } from '../backend.ts';
import { normalRowsOnWasm, randomNormalOnWasm, randomUniformOnWasm } from '../wasm/random.ts';
import { typeAttribute } from './attributes.ts';

/** `Algorithm` of TensorFlow's rng ops (tensorflow/core/framework/rng_alg.h): Philox4x32-10. */
const philoxAlgorithm = 1;

/**
 * Draws from N(0, 1): Box–Muller on Philox4x32-10 (Salmon et al. 2011), the same numbers as random/draw.ts within float
 * rounding. Element j depends only on (key, counter.stream, counter.block + ⌊j / 4⌋, j mod 4).
 */
export function randomNormal<T extends Tensor>(
  shape: readonly number[],
  key: PhiloxKey,
  counter: PhiloxCounter,
): T {
  if (getEngineName() === 'wasm') return randomNormalOnWasm(shape, key, counter) as T;
  return draw('StatelessRandomNormalV2', shape, key, counter) as T;
}

/** Draws from U[0, 1), multiples of 2⁻²³. What an element depends on is as in randomNormal. */
export function randomUniform<T extends Tensor>(
  shape: readonly number[],
  key: PhiloxKey,
  counter: PhiloxCounter,
): T {
  if (getEngineName() === 'wasm') return randomUniformOnWasm(shape, key, counter) as T;
  return draw('StatelessRandomUniformV2', shape, key, counter) as T;
}

/**
 * Rows `firstRow … firstRow + rows − 1` of an endless matrix of draws from U[0, 1). A row does not depend on which other
 * rows are drawn with it. Each row starts on a block boundary: row r begins at block r · ⌈rowSize / 4⌉.
 * @returns [rows, rowSize]
 */
export function randomUniformRows(
  firstRow: number,
  rows: number,
  rowSize: number,
  key: PhiloxKey,
  stream = 0,
): Tensor2D {
  const blocks = Math.ceil(rowSize / 4);
  const counter = { block: firstRow * blocks, stream };
  return tf.tidy(() => keepColumns(randomUniform<Tensor2D>([rows, blocks * 4], key, counter), rowSize));
}

/**
 * The widest vectors of today's CPUs, in floats. Elements that do not fill a whole vector are computed by other code,
 * which rounds differently. With whole vectors in each row, the bits of a row do not depend on the rows drawn with it.
 */
const vectorSize = 16;

/**
 * As randomUniformRows, but from N(0, 1). Box–Muller by vectorised ops, which takes two thirds of randomNormal's time.
 * The normals j and j + half of a row come from its uniforms j and j + half, where 2 · half is rowSize rounded up.
 * @returns [rows, rowSize]
 */
export function randomNormalRows(
  firstRow: number,
  rows: number,
  rowSize: number,
  key: PhiloxKey,
  stream = 0,
): Tensor2D {
  const half = Math.ceil(rowSize / 2 / vectorSize) * vectorSize;
  if (getEngineName() === 'wasm') {
    const counter = { block: (firstRow * half) / 2, stream };
    return tf.tidy(() => keepColumns(normalRowsOnWasm(rows, half, key, counter), rowSize));
  }
  return tf.tidy(() => {
    const uniforms = randomUniformRows(firstRow, rows, 2 * half, key, stream);
    const [first, second] = tf.split(uniforms, 2, 1) as [Tensor2D, Tensor2D];
    // Uniforms are below 1, so the logarithm is finite.
    const radius = tf.sqrt(tf.mul(tf.log(tf.sub(1, first)), -2));
    const angle = tf.mul(second, 2 * Math.PI);
    const parts = [tf.mul(radius, tf.cos(angle)), tf.mul(radius, tf.sin(angle))] as Tensor2D[];
    return keepColumns(tf.concat2d(parts, 1), rowSize);
  });
}

function keepColumns(matrix: Tensor2D, columns: number): Tensor2D {
  const [rows, present] = matrix.shape;
  return present === columns ? matrix : tf.slice2d(matrix, [0, 0], [rows, columns]);
}

function draw(op: string, shape: readonly number[], key: PhiloxKey, counter: PhiloxCounter): Tensor {
  const backend = getBackend();
  const { binding } = backend;
  const ids: number[] = [];
  try {
    ids.push(binding.createTensor([shape.length], binding.TF_INT32, Int32Array.from(shape)));
    ids.push(createUint64s(backend, key));
    ids.push(createUint64s(backend, toWords(counter)));
    ids.push(binding.createTensor([], binding.TF_INT32, Int32Array.of(philoxAlgorithm)));
    const attributes = [
      typeAttribute(binding, 'dtype', 'float32'),
      typeAttribute(binding, 'Tshape', 'int32'),
    ];
    return backend.createOutputTensor(binding.executeOp(op, attributes, ids, 1)[0]!);
  } finally {
    for (const id of ids) binding.deleteTensor(id);
  }
}

/**
 * The handle of a tensor of uint64 values.
 * @param words 32 bits each, the low word of a value first
 */
function createUint64s({ binding }: TensorflowBackend, words: readonly number[]): number {
  // The binding makes int64 only, so their bits are reinterpreted.
  const bits = Int32Array.from(words, (word) => word | 0);
  const signed = binding.createTensor([words.length / 2], binding.TF_INT64, bits);
  try {
    const attributes = [typeAttribute(binding, 'T', 'int64'), typeAttribute(binding, 'type', 'uint64')];
    return binding.executeOp('Bitcast', attributes, [signed], 1)[0]!.id;
  } finally {
    binding.deleteTensor(signed);
  }
}
