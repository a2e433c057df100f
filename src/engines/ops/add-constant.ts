import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type OpDefinition, runOp } from './run-op.ts';

const addConstantOp: OpDefinition = {
  name: 'PipelineAddConstant',
  compute: (_, { x }, { constant }) => tf.add(x!, constant as number),
  computeOnWasm: ({ x }, { constant }) => tf.add(x!, constant as number),
  gradients: (dy) => ({ x: () => dy.clone() }),
};

/** x + constant, elementwise, for x of any shape. tfjs's own gradient calls a reshape, which costs another op. */
export function addConstant<T extends Tensor>(x: T, constant: number): T {
  return runOp<T>(addConstantOp, { x }, { constant });
}
