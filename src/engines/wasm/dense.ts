import * as tf from '@tensorflow/tfjs-core';
import type { OpDefinition } from '../ops/run-op.ts';

/** x·w with gradients that transpose first: the engine's vectorised product takes matrices as they lie only. */
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
