import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import fc from 'fast-check';
import { conv2d, loadEngine } from '../../../src/engines/index.ts';
import {
  type ConvolutionCase,
  convolveSlowly,
  fixedTensor,
  outputSide,
  relativeDifference,
} from './reference.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

/** Small images with the filters of the study's networks, and each way that a convolution may be computed. */
const cases: Record<string, Omit<ConvolutionCase, 'batch' | 'width'>> = {
  'one grey image, no padding (LeNet 1)': { height: 12, inputs: 1, outputs: 6, size: 5, stride: 1, pad: 0 },
  'colour, no padding': { height: 11, inputs: 3, outputs: 6, size: 5, stride: 1, pad: 0 },
  'colour, rows that divide into groups of pixels': {
    height: 12,
    inputs: 3,
    outputs: 6,
    size: 5,
    stride: 1,
    pad: 0,
  },
  'grey, padded rows that divide into groups': {
    height: 8,
    inputs: 1,
    outputs: 6,
    size: 5,
    stride: 1,
    pad: 2,
  },
  'few channels, no padding (LeNet 2)': { height: 10, inputs: 6, outputs: 16, size: 5, stride: 1, pad: 0 },
  'grey, strided (AlexNet 1)': { height: 32, inputs: 1, outputs: 4, size: 11, stride: 4, pad: 5 },
  'colour, strided': { height: 32, inputs: 3, outputs: 4, size: 11, stride: 4, pad: 5 },
  'padding as wide as the image reaches (AlexNet 2)': {
    height: 4,
    inputs: 6,
    outputs: 8,
    size: 5,
    stride: 1,
    pad: 2,
  },
  'every output sees every input (AlexNet 3)': {
    height: 2,
    inputs: 5,
    outputs: 7,
    size: 3,
    stride: 1,
    pad: 1,
  },
  'a single pixel': { height: 1, inputs: 5, outputs: 7, size: 3, stride: 1, pad: 1 },
  'grey, padded (3Conv3FC 1)': { height: 14, inputs: 1, outputs: 32, size: 5, stride: 1, pad: 2 },
  'large images (3Conv3FC 2)': { height: 15, inputs: 4, outputs: 8, size: 5, stride: 1, pad: 2 },
  'padding that shrinks the image (3Conv3FC 3)': {
    height: 7,
    inputs: 4,
    outputs: 6,
    size: 5,
    stride: 1,
    pad: 1,
  },
};

for (const [name, sizes] of Object.entries(cases)) {
  test(`value and both gradients: ${name}`, (t) => {
    checkConvolution(t, { ...sizes, batch: 3, width: sizes.height });
  });
}

test('value and both gradients: images and filters of any size', (t) => {
  const side = fc.integer({ min: 1, max: 9 });
  const anyCase = fc
    .record({
      batch: fc.integer({ min: 1, max: 3 }),
      height: side,
      width: side,
      inputs: fc.integer({ min: 1, max: 5 }),
      outputs: fc.integer({ min: 1, max: 18 }),
      size: fc.integer({ min: 1, max: 5 }),
      stride: fc.integer({ min: 1, max: 3 }),
      pad: fc.nat(2),
    })
    .filter(
      (c) =>
        c.pad < c.size && c.stride <= c.size && outputSide(c.height, c) > 0 && outputSide(c.width, c) > 0,
    );
  fc.assert(
    fc.property(anyCase, (c) => checkConvolution(t, c)),
    { numRuns: 60 },
  );
});

test('the bias is added to each channel, and its gradient is summed over the others', (t) => {
  for (const channels of [3, 20]) {
    const x = fixedTensor<Tensor4D>([2, 6, 5, 2], 1);
    const filter = fixedTensor<Tensor4D>([3, 3, 2, channels], 2);
    const bias = fixedTensor<Tensor1D>([channels], 3);
    const without = conv2d(x, filter, 1, 1);
    const expected = tf.add(without, bias);
    t.true(relativeDifference(conv2d(x, filter, 1, 1, bias), expected.dataSync()) < 1e-6);
    const dy = fixedTensor<Tensor4D>(without.shape, 4);
    const gradient = tf.grad((b: Tensor) => conv2d(x, filter, 1, 1, b as Tensor1D))(bias, dy);
    t.true(relativeDifference(gradient, tf.sum(dy, [0, 1, 2]).dataSync()) < 1e-5);
  }
});

test('no tensors are left behind', (t) => {
  for (const sizes of Object.values(cases)) {
    const x = fixedTensor<Tensor4D>([2, sizes.height, sizes.height, sizes.inputs], 1);
    const filter = fixedTensor<Tensor4D>([sizes.size, sizes.size, sizes.inputs, sizes.outputs], 2);
    const before = tf.memory().numTensors;
    const gradients = tf.grads((a: Tensor, b: Tensor) =>
      conv2d(a as Tensor4D, b as Tensor4D, sizes.stride, sizes.pad),
    )([x, filter]);
    t.is(tf.memory().numTensors, before + 2);
    tf.dispose(gradients);
  }
});

test('shapes that do not fit are named', (t) => {
  const x = tf.zeros<tf.Rank.R4>([1, 4, 4, 2]);
  t.throws(() => conv2d(x, tf.zeros([3, 3, 3, 5]), 1, 0), {
    instanceOf: RangeError,
    message: /\[3, 3, 3, 5\]/,
  });
  t.throws(() => conv2d(x, tf.zeros([1, 1, 2, 5]), 2, 0), {
    instanceOf: RangeError,
    message: /1×1 with stride 2/,
  });
  t.throws(() => conv2d(x, tf.zeros([5, 5, 2, 5]), 1, 0), { instanceOf: RangeError, message: /5×5.*4×4/ });
});

function checkConvolution(t: { true(value: boolean, message?: string): void }, c: ConvolutionCase): void {
  tf.tidy(() => {
    const x = fixedTensor<Tensor4D>([c.batch, c.height, c.width, c.inputs], 1);
    const filter = fixedTensor<Tensor4D>([c.size, c.size, c.inputs, c.outputs], 2);
    const dy = fixedTensor<Tensor4D>(
      [c.batch, outputSide(c.height, c), outputSide(c.width, c), c.outputs],
      3,
    );
    const expected = convolveSlowly(c, x.dataSync(), filter.dataSync(), dy.dataSync());
    const { value, grads } = tf.valueAndGrads((a: Tensor, b: Tensor) =>
      conv2d(a as Tensor4D, b as Tensor4D, c.stride, c.pad),
    )([x, filter], dy);
    const differences = [
      relativeDifference(value, expected.y),
      relativeDifference(grads[0]!, expected.dx),
      relativeDifference(grads[1]!, expected.dfilter),
    ];
    t.true(
      differences.every((difference) => difference < 1e-5),
      `${JSON.stringify(c)}: ${differences.join(', ')}`,
    );
  });
}
