import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { typeAttribute } from './attributes.ts';
import { type OpDefinition, runOp } from './run-op.ts';

const sqrtGradientOp: OpDefinition = {
  name: 'PipelineSqrtGradient',
  compute: (backend, { root, dy }) =>
    backend.executeSingleOutput('SqrtGrad', [typeAttribute(backend.binding, 'T', 'float32')], [root!, dy!]),
  computeOnWasm: ({ root, dy }) => tf.tidy(() => tf.mul(tf.div(dy!, root!), 0.5)),
};

/** dy / (2 · root), elementwise: the gradient of root = √x with respect to x. It has no gradient itself. */
export function sqrtGradient<T extends Tensor>(root: T, dy: T): T {
  return runOp<T>(sqrtGradientOp, { root, dy });
}
