import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type OpDefinition, runOp } from './run-op.ts';

const squareOp: OpDefinition = {
  name: 'PipelineSquare',
  compute: (_, { x }) => tf.square(x!),
  computeOnWasm: ({ x }) => tf.square(x!),
  saves: { inputs: ['x'] },
  gradients: (dy, [x]) => ({
    x: () =>
      tf.tidy(() => {
        const half = tf.mul(dy, x!);
        return tf.add(half, half);
      }),
  }),
};

/** x², elementwise, for x of any shape. tfjs's own gradient takes three ops, and sends a number to the engine. */
export function square<T extends Tensor>(x: T): T {
  return runOp<T>(squareOp, { x });
}
