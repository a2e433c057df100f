import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { getEngineName, type OpAttribute, type TensorflowBackend } from '../backend.ts';
import { poolGradientOnWasm } from '../wasm/max-pool-gradient.ts';
import { boolAttribute, intsAttribute, stringAttribute, typeAttribute } from './attributes.ts';
import { type OpAttributes, type OpDefinition, runOp } from './run-op.ts';

const maxPoolGradOp: OpDefinition = {
  name: 'PipelineMaxPoolGrad',
  compute: (backend, { x, y, workspace, dy }, attributes) =>
    workspace
      ? backend.executeSingleOutput('_MklNativeMaxPoolGrad', onednnAttributes(backend, attributes), [
          x!,
          y!,
          dy!,
          workspace,
        ])
      : backend.executeSingleOutput('MaxPoolGrad', poolAttributes(backend, attributes), [x!, y!, dy!]),
  computeOnWasm: ({ x, dy }, attributes) => poolGradientOnWasm(x as Tensor4D, dy as Tensor4D, attributes),
};

/**
 * Max pooling by oneDNN's kernels, under the names that TensorFlow gives them in graphs. Outside graphs TensorFlow uses
 * its own kernels, which take two to ten times as long. The results are the same, with ties too. The forward kernel also
 * returns where it found each maximum (the workspace).
 */
const onednnMaxPoolOp: OpDefinition = {
  name: 'PipelineMaxPoolOnednn',
  compute: (backend, { x }, attributes) =>
    backend.executeMultipleOutputs('_MklNativeMaxPool', onednnAttributes(backend, attributes), [x!], 2),
  computeOnWasm: null,
  saves: { inputs: ['x'], outputs: [true, true] },
  gradients: (dy, [x, y, workspace], attributes) => ({
    x: () => runOp(maxPoolGradOp, { x: x!, y: y!, workspace: workspace!, dy }, attributes),
  }),
};

const maxPoolOp: OpDefinition = {
  name: 'PipelineMaxPool',
  compute: (backend, { x }, attributes) =>
    backend.executeSingleOutput('MaxPool', poolAttributes(backend, attributes), [x!]),
  computeOnWasm: ({ x }, { size, stride }) =>
    tf.maxPool(x as Tensor4D, size as number, stride as number, 'valid'),
  saves: { inputs: ['x'], outputs: [true] },
  gradients: (dy, [x, y], attributes) => ({
    x: () => runOp(maxPoolGradOp, { x: x!, y: y!, dy }, attributes),
  }),
};

function poolAttributes({ binding }: TensorflowBackend, { size, stride }: OpAttributes): OpAttribute[] {
  return [
    typeAttribute(binding, 'T', 'float32'),
    intsAttribute(binding, 'ksize', [1, size as number, size as number, 1]),
    intsAttribute(binding, 'strides', [1, stride as number, stride as number, 1]),
    stringAttribute(binding, 'padding', 'VALID'),
    stringAttribute(binding, 'data_format', 'NHWC'),
  ];
}

function onednnAttributes(backend: TensorflowBackend, attributes: OpAttributes): OpAttribute[] {
  return [
    ...poolAttributes(backend, attributes),
    boolAttribute(backend.binding, 'workspace_enabled', true),
    stringAttribute(backend.binding, '_kernel', 'MklNameChangeOp'),
  ];
}

let onednnWorks: boolean | undefined;

/** Whether this TensorFlow has oneDNN's kernels, as CPU builds for x64 have. Tried once, on one window. */
function hasOnednnKernels(): boolean {
  onednnWorks ??= tf.tidy(() => {
    const x = tf.tensor4d([1, 3, 3, 2], [1, 2, 2, 1]);
    try {
      const gradient = tf.grad((image: Tensor) =>
        runOp(onednnMaxPoolOp, { x: image }, { size: 2, stride: 2 }),
      );
      return String(gradient(x).dataSync()) === '0,1,0,0';
    } catch {
      // Whatever the error: this build lacks the kernels, and TensorFlow's own are used.
      return false;
    }
  });
  return onednnWorks;
}

/**
 * The largest value of each size × size window, without padding.
 * If several values of a window are equal maxima, its gradient goes to the first of them in row order, as in PyTorch.
 * @param x [batch, height, width, channels]
 * @param stride pixels between neighbouring windows, in both directions
 * @returns [batch, ⌊(height − size) / stride⌋ + 1, ⌊(width − size) / stride⌋ + 1, channels]
 */
export function maxPool(x: Tensor4D, size: number, stride: number): Tensor4D {
  const op = getEngineName() === 'tensorflow' && hasOnednnKernels() ? onednnMaxPoolOp : maxPoolOp;
  return runOp<Tensor4D>(op, { x }, { size, stride });
}
