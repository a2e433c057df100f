import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import fc from 'fast-check';
import { loadEngine, maxPool } from '../../../src/engines/index.ts';
import { fixedTensor } from './reference.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

test('the gradient of a tie goes to the first maximum in row order', (t) => {
  // One channel, two windows: all equal; maximum in the second and the third place.
  const x = tf.tensor4d([5, 5, 1, 3, 5, 5, 3, 0], [1, 2, 4, 1]);
  const dy = tf.tensor4d([10, 20], [1, 1, 2, 1]);
  const { value, grad } = tf.valueAndGrad((image: Tensor) => maxPool(image as Tensor4D, 2, 2))(x, dy);
  t.deepEqual([...value.dataSync()], [5, 3]);
  t.deepEqual([...grad.dataSync()], [10, 0, 0, 20, 0, 0, 0, 0]);
});

test('value and gradient: any window, with ties', (t) => {
  const anyCase = fc
    .record({
      height: fc.integer({ min: 2, max: 8 }),
      width: fc.integer({ min: 2, max: 8 }),
      channels: fc.integer({ min: 1, max: 17 }),
      size: fc.integer({ min: 2, max: 3 }),
      stride: fc.integer({ min: 1, max: 3 }),
    })
    .filter(({ height, width, size }) => size <= height && size <= width);
  fc.assert(
    fc.property(anyCase, fc.nat(1000), ({ height, width, channels, size, stride }, seed) =>
      tf.tidy(() => {
        // Few different values, so that most windows have ties.
        // Adding 0 makes 0 of the -0 that rounding yields: which of the two a maximum gives is not promised.
        const x = tf.add(tf.round(fixedTensor<Tensor4D>([2, height, width, channels], seed)), 0) as Tensor4D;
        const outShape = [height, width].map((side) => Math.floor((side - size) / stride) + 1);
        const dy = fixedTensor<Tensor4D>([2, ...outShape, channels], seed + 1);
        const { value, grad } = tf.valueAndGrad((image: Tensor) => maxPool(image as Tensor4D, size, stride))(
          x,
          dy,
        );
        const expected = poolSlowly(x, dy, size, stride);
        t.deepEqual([...value.dataSync()], expected.y);
        const close = grad.dataSync().every((g, index) => Math.abs(g - expected.dx[index]!) < 1e-5);
        t.true(close, `${height}×${width}×${channels} ${size}/${stride}`);
      }),
    ),
    { numRuns: 60 },
  );
});

test('no tensors are left behind', (t) => {
  const x = fixedTensor<Tensor4D>([2, 6, 6, 3], 1);
  maxPool(x, 2, 2).dispose();
  const before = tf.memory().numTensors;
  maxPool(x, 2, 2).dispose();
  t.is(tf.memory().numTensors, before);
  tf.grad((image: Tensor) => maxPool(image as Tensor4D, 3, 2))(x).dispose();
  t.is(tf.memory().numTensors, before);
});

function poolSlowly(x: Tensor4D, dy: Tensor4D, size: number, stride: number): { y: number[]; dx: number[] } {
  const [batch, height, width, channels] = x.shape;
  const [, outHeight, outWidth] = dy.shape;
  const [values, gradients] = [x.dataSync(), dy.dataSync()];
  const y: number[] = [];
  const dx = new Array<number>(values.length).fill(0);
  for (let n = 0; n < batch; n++)
    for (let p = 0; p < outHeight; p++)
      for (let q = 0; q < outWidth; q++)
        for (let c = 0; c < channels; c++) {
          let best = -1;
          for (let u = 0; u < size; u++)
            for (let v = 0; v < size; v++) {
              const at = ((n * height + p * stride + u) * width + q * stride + v) * channels + c;
              if (best < 0 || values[at]! > values[best]!) best = at;
            }
          dx[best]! += gradients[y.length]!;
          // Rounding yields -0, which a maximum may give as 0.
          y.push(values[best]!);
        }
  return { y, dx };
}
