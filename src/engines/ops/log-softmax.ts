import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { typeAttribute } from './attributes.ts';
import { type OpDefinition, runOp } from './run-op.ts';

const logSoftmaxOp: OpDefinition = {
  name: 'PipelineLogSoftmax',
  compute: (backend, { x }) =>
    backend.executeSingleOutput('LogSoftmax', [typeAttribute(backend.binding, 'T', 'float32')], [x!]),
  computeOnWasm: ({ x }) => tf.logSoftmax(x!),
  saves: { outputs: [true] },
  gradients: (dy, [y]) => ({
    x: () => tf.tidy(() => tf.sub(dy, tf.mul(tf.exp(y!), tf.sum(dy, -1, true)))),
  }),
};

/**
 * x − log Σ exp(x) along the last axis, without overflow.
 * One op, where tfjs composes it from seven. With ten classes, calling an op costs more than computing it.
 * @param x [..., classes], with at least two axes
 * @returns shaped like x
 */
export function logSoftmax<T extends Tensor>(x: T): T {
  return runOp<T>(logSoftmaxOp, { x });
}
