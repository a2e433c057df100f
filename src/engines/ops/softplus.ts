import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { typeAttribute } from './attributes.ts';
import { type OpDefinition, runOp } from './run-op.ts';

const softplusGradOp: OpDefinition = {
  name: 'PipelineSoftplusGrad',
  compute: (backend, { dy, x }) =>
    backend.executeSingleOutput('SoftplusGrad', [typeAttribute(backend.binding, 'T', 'float32')], [dy!, x!]),
  computeOnWasm: ({ dy, x }) => tf.tidy(() => tf.mul(dy!, tf.sigmoid(x!))),
};

const softplusOp: OpDefinition = {
  name: 'PipelineSoftplus',
  compute: (backend, { x }) =>
    backend.executeSingleOutput('Softplus', [typeAttribute(backend.binding, 'T', 'float32')], [x!]),
  computeOnWasm: ({ x }) => tf.softplus(x!),
  saves: { inputs: ['x'] },
  gradients: (dy, [x]) => ({ x: () => runOp(softplusGradOp, { dy, x: x! }) }),
};

/** log(1 + exp(x)), elementwise and without overflow, for x of any shape. */
export function softplus<T extends Tensor>(x: T): T {
  return runOp<T>(softplusOp, { x });
}
