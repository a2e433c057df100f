import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { getEngineName } from '../backend.ts';
import { typeAttribute } from './attributes.ts';
import { logSoftmax } from './log-softmax.ts';
import { oneHot } from './one-hot.ts';
import { type OpDefinition, runOp } from './run-op.ts';

const meanCrossEntropyOp: OpDefinition = {
  name: 'PipelineMeanCrossEntropy',
  compute: (backend, { logits, labels }) =>
    tf.tidy(() => {
      const attributes = [
        typeAttribute(backend.binding, 'T', 'float32'),
        typeAttribute(backend.binding, 'Tlabels', 'int32'),
      ];
      const [losses, slopes] = backend.executeMultipleOutputs(
        'SparseSoftmaxCrossEntropyWithLogits',
        attributes,
        [logits!, labels!],
        2,
      );
      return [tf.mean(losses!), slopes!];
    }),
  computeOnWasm: null,
  saves: { outputs: [false, true] },
  gradients: (dy, [slopes]) => ({
    logits: () => tf.tidy(() => tf.mul(slopes!, tf.div(dy, slopes!.shape[0]!))),
  }),
};

/**
 * −mean over the batch of log softmax(logits)[label], in nats. On TensorFlow this is one op, which also gives the
 * gradient. Composed, it would take twenty, and with ten classes calling an op costs more than computing it.
 * @param logits [batch, classes]
 * @param labels [batch], int32, each below `classes`
 * @returns a scalar
 */
export function meanCrossEntropy(logits: Tensor2D, labels: Tensor1D): Scalar {
  if (getEngineName() === 'tensorflow') return runOp<Scalar>(meanCrossEntropyOp, { logits, labels });
  const [batch, classes] = logits.shape;
  return tf.div(tf.sum(tf.mul(logSoftmax(logits), oneHot(labels, classes, -1))), batch);
}
