import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import {
  addConstant,
  biasAdd,
  dense,
  loadEngine,
  logSoftmax,
  meanCrossEntropy,
  relu,
  softplus,
  square,
} from '../../../src/engines/index.ts';
import { fixedTensor, relativeDifference } from './reference.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

const points = [-80, -30, -3, -1e-3, 0, 1e-3, 2, 17, 200];

test('relu and its gradient, which is 0 at 0', (t) => {
  const x = tf.tensor1d(points);
  const dy = tf.fill(x.shape, 3);
  const { value, grad } = tf.valueAndGrad((a: Tensor) => relu(a))(x, dy);
  t.true(
    relativeDifference(
      value,
      points.map((point) => Math.max(point, 0)),
    ) < 1e-7,
  );
  t.deepEqual(
    [...grad.dataSync()],
    points.map((point) => (point > 0 ? 3 : 0)),
  );
});

test('softplus and its gradient, without overflow', (t) => {
  const x = tf.tensor1d(points);
  const { value, grad } = tf.valueAndGrad((a: Tensor) => softplus(a))(x, tf.fill(x.shape, 3));
  const expected = points.map((point) => Math.max(point, 0) + Math.log1p(Math.exp(-Math.abs(point))));
  value.dataSync().forEach((actual, index) => {
    t.true(
      Math.abs(actual - expected[index]!) <= 1e-6 * expected[index]!,
      `softplus(${points[index]}) = ${actual}`,
    );
  });
  t.true(
    relativeDifference(
      grad,
      points.map((point) => 3 / (1 + Math.exp(-point))),
    ) < 1e-6,
  );
});

test('dense is x·w + b, with the gradients of all three', (t) => {
  const x = fixedTensor<Tensor2D>([3, 4], 1);
  const w = fixedTensor<Tensor2D>([4, 5], 2);
  const b = fixedTensor<Tensor1D>([5], 3);
  const dy = fixedTensor<Tensor2D>([3, 5], 4);
  const { value, grads } = tf.valueAndGrads((xs: Tensor, ws: Tensor, bs: Tensor) =>
    dense(xs as Tensor2D, ws as Tensor2D, bs as Tensor1D),
  )([x, w, b], dy);
  const [xs, ws, bs, dys] = [x, w, b, dy].map((tensor) => tensor.arraySync()) as [
    number[][],
    number[][],
    number[],
    number[][],
  ];
  const y = xs.flatMap((row) =>
    bs.map((bias, o) => bias + row.reduce((sum, value, i) => sum + value * ws[i]![o]!, 0)),
  );
  const dx = dys.flatMap((row) => ws.map((weights) => row.reduce((sum, d, o) => sum + d * weights[o]!, 0)));
  const dw = ws.flatMap((_, i) =>
    bs.map((__, o) => xs.reduce((sum, row, n) => sum + row[i]! * dys[n]![o]!, 0)),
  );
  const db = bs.map((_, o) => dys.reduce((sum, row) => sum + row[o]!, 0));
  t.true(relativeDifference(value, y) < 1e-6);
  t.true(relativeDifference(grads[0]!, dx) < 1e-6);
  t.true(relativeDifference(grads[1]!, dw) < 1e-6);
  t.true(relativeDifference(grads[2]!, db) < 1e-6);
});

test('the bias of few and of many channels, of images and of vectors', (t) => {
  for (const shape of [
    [2, 3, 5, 6],
    [2, 3, 5, 16],
    [4, 7],
  ]) {
    const x = fixedTensor<Tensor4D>(shape, 1);
    const bias = fixedTensor<Tensor1D>([shape.at(-1)!], 2);
    const dy = fixedTensor<Tensor4D>(shape, 3);
    const { value, grads } = tf.valueAndGrads((a: Tensor, b: Tensor) => biasAdd(a, b as Tensor1D))(
      [x, bias],
      dy,
    );
    const [xs, biases, dys] = [x.dataSync(), bias.dataSync(), dy.dataSync()];
    const sums = new Array<number>(biases.length).fill(0);
    dys.forEach((d, index) => {
      sums[index % biases.length]! += d;
    });
    t.true(
      relativeDifference(
        value,
        Array.from(xs, (a, index) => a + biases[index % biases.length]!),
      ) < 1e-6,
    );
    t.deepEqual(grads[0]!.dataSync(), dys);
    t.true(relativeDifference(grads[1]!, sums) < 1e-5);
  }
});

test('logSoftmax and its gradient, without overflow', (t) => {
  const x = tf.tensor2d([
    [1, 2, -3, 0.5],
    [500, -500, 499, 0],
    [-1e-3, 0, 1e-3, 0],
  ]);
  const dy = fixedTensor<Tensor2D>([3, 4], 1);
  const { value, grad } = tf.valueAndGrad((a: Tensor) => logSoftmax(a))(x, dy);
  const rows = x.arraySync().map((row) => {
    const largest = Math.max(...row);
    const logSum = largest + Math.log(row.reduce((sum, a) => sum + Math.exp(a - largest), 0));
    return row.map((a) => a - logSum);
  });
  const slopes = dy.arraySync().map((row, n) => {
    const sum = row.reduce((total, d) => total + d, 0);
    return row.map((d, i) => d - Math.exp(rows[n]![i]!) * sum);
  });
  t.true(relativeDifference(value, rows.flat()) < 1e-6);
  t.true(relativeDifference(grad, slopes.flat()) < 1e-5);
});

test('the mean cross-entropy and its gradient (softmax − target) / batch, without overflow', (t) => {
  const logits = tf.tensor2d([
    [1, 2, -3, 0.5],
    [500, -500, 499, 0],
    [-1e-3, 0, 1e-3, 0],
  ]);
  const labels = [2, 2, 0];
  const weight = 3;
  const { value, grad } = tf.valueAndGrad((a: Tensor) =>
    tf.mul(meanCrossEntropy(a as Tensor2D, tf.tensor1d(labels, 'int32')), weight),
  )(logits);
  const logProbabilities = logits.arraySync().map((row) => {
    const largest = Math.max(...row);
    const logSum = largest + Math.log(row.reduce((sum, a) => sum + Math.exp(a - largest), 0));
    return row.map((a) => a - logSum);
  });
  const loss = labels.reduce((sum, label, n) => sum - logProbabilities[n]![label]! / labels.length, 0);
  const slopes = logProbabilities.map((row, n) =>
    row.map((a, i) => (weight * (Math.exp(a) - (i === labels[n] ? 1 : 0))) / labels.length),
  );
  t.true(relativeDifference(value, [weight * loss]) < 1e-6);
  t.true(relativeDifference(grad, slopes.flat()) < 1e-5);
});

test('square and addConstant, with their gradients', (t) => {
  const x = fixedTensor<Tensor2D>([3, 4], 1);
  const dy = fixedTensor<Tensor2D>([3, 4], 2);
  const [xs, dys] = [x.dataSync(), dy.dataSync()];
  const squared = tf.valueAndGrad((a: Tensor) => square(a))(x, dy);
  t.true(
    relativeDifference(
      squared.value,
      Array.from(xs, (a) => a * a),
    ) < 1e-6,
  );
  t.true(
    relativeDifference(
      squared.grad,
      Array.from(xs, (a, index) => 2 * a * dys[index]!),
    ) < 1e-6,
  );
  const shifted = tf.valueAndGrad((a: Tensor) => addConstant(a, 0.25))(x, dy);
  t.true(
    relativeDifference(
      shifted.value,
      Array.from(xs, (a) => a + 0.25),
    ) < 1e-6,
  );
  t.deepEqual(shifted.grad.dataSync(), dys);
});
