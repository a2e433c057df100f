import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { getEngineName } from '../backend.ts';
import { denseOnWasmOp } from '../wasm/dense.ts';
import { biasAdd } from './bias-add.ts';
import { runOp } from './run-op.ts';

/**
 * x·w + b.
 * @param x [batch, inputs]
 * @param w [inputs, outputs]
 * @param b [outputs]
 * @returns [batch, outputs]
 */
export function dense(x: Tensor2D, w: Tensor2D, b?: Tensor1D): Tensor2D {
  // tfjs's own gradient multiplies with transposed matrices. That is fast on TensorFlow and twenty times slower on wasm.
  const product =
    getEngineName() === 'wasm' ? runOp<Tensor2D>(denseOnWasmOp, { x, w }) : tf.matMul<Tensor2D>(x, w);
  return b ? biasAdd(product, b) : product;
}
