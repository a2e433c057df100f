import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { OpAttribute, TensorflowBackend, TensorflowBinding } from '../backend.ts';
import { sumOverRowsOnWasm } from '../wasm/sum-over-rows.ts';
import { stringAttribute, typeAttribute } from './attributes.ts';
import { type OpDefinition, runOp } from './run-op.ts';

const biasAddGradOp: OpDefinition = {
  name: 'PipelineBiasAddGrad',
  compute: (backend, { dy }) => tf.tidy(() => sumOverRows(backend, dy!)),
  computeOnWasm: ({ dy }) => sumOverRowsOnWasm(dy!),
};

const biasAddOp: OpDefinition = {
  name: 'PipelineBiasAdd',
  compute: (backend, { x, bias }) => tf.tidy(() => addToRows(backend, x!, bias!)),
  computeOnWasm: ({ x, bias }) => tf.add(x!, bias!),
  gradients: (dy) => ({ x: () => dy.clone(), bias: () => runOp(biasAddGradOp, { dy }) }),
};

/** x [..., channels] + bias [channels]. */
function addToRows(backend: TensorflowBackend, x: Tensor, bias: Tensor): Tensor {
  const repeats = countRepeats(x.shape);
  if (repeats === 1)
    return backend.executeSingleOutput('BiasAdd', biasAttributes(backend.binding), [x, bias]);
  const row = tf.reshape(tf.tile(bias, [repeats]), [1, 1, repeats, bias.size]);
  return tf.add(x, row);
}

/** dy [..., channels] → [channels]. */
function sumOverRows(backend: TensorflowBackend, dy: Tensor): Tensor {
  const attributes = biasAttributes(backend.binding);
  const repeats = countRepeats(dy.shape);
  if (repeats === 1) return backend.executeSingleOutput('BiasAddGrad', attributes, [dy]);
  const channels = dy.shape.at(-1)!;
  const rows = tf.reshape(dy, [-1, repeats * channels]);
  const sums = backend.executeSingleOutput('BiasAddGrad', attributes, [rows]);
  return tf.sum(tf.reshape(sums, [repeats, channels]), 0);
}

/**
 * How many pixels of a row are taken as one row of channels. TensorFlow's inner loop runs over the channels and is slow
 * when there are few, so the bias is repeated along a row of the image.
 */
function countRepeats(shape: readonly number[]): number {
  return shape.length === 4 && shape[3]! < 16 ? shape[2]! : 1;
}

function biasAttributes(binding: TensorflowBinding): OpAttribute[] {
  return [typeAttribute(binding, 'T', 'float32'), stringAttribute(binding, 'data_format', 'NHWC')];
}

/**
 * Adds a bias along the last axis.
 * @param x [..., channels], with at least two axes
 * @param bias [channels]
 * @returns shaped like x
 */
export function biasAdd<T extends Tensor>(x: T, bias: Tensor1D): T {
  return runOp<T>(biasAddOp, { x, bias });
}
