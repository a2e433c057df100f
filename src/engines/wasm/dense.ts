import * as tf from '@tensorflow/tfjs-core';
import type { OpDefinition } from '../ops/run-op.ts';

/**
 * x·w of x [batch, inputs] and w [inputs, outputs]. The gradients transpose their matrices first, because the engine's
 * fast product cannot take transposed ones.
 */
export const denseOnWasmOp: OpDefinition = {
  name: 'PipelineDense',
  compute: null,
  computeOnWasm: ({ x, w }) => tf.matMul(x!, w!),
  saves: { inputs: ['x', 'w'] },
  gradients: (dy, [x, w]) => ({
    x: () => tf.matMul(dy, tf.transpose(w!)),
    w: () => tf.matMul(tf.transpose(x!), dy),
  }),
};
