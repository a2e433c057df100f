import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import {
  loadEngine,
  randomNormal,
  randomNormalRows,
  randomUniform,
  randomUniformRows,
} from '../../../src/engines/index.ts';
import { drawUniforms, type PhiloxKey } from '../../../src/random/index.ts';
import { drawNormals } from '../../random/draw-normals.ts';

test.before(() => loadEngine({ threads: 2, gpus: 0 }));

const key: PhiloxKey = [0xdeadbeef, 0x01234567];

test("uniforms are Philox's own, bit for bit", (t) => {
  for (const counter of [
    { block: 0 },
    { block: 2 ** 32 + 5, stream: 9 },
    { block: 7, stream: 2 ** 40 + 1 },
  ]) {
    t.deepEqual(randomUniform([3, 7], key, counter).dataSync(), drawUniforms(21, key, counter));
  }
});

test('normals are those of the reference, within float rounding', (t) => {
  const counter = { block: 11, stream: 3 };
  const expected = drawNormals(1001, key, counter);
  const actual = randomNormal([1001], key, counter).dataSync();
  t.true(expected.every((normal, index) => Math.abs(actual[index]! - normal) < 1e-5));
});

for (const [name, drawRows] of Object.entries({ randomUniformRows, randomNormalRows })) {
  test(`${name}: a row does not depend on which others are drawn with it`, (t) => {
    for (const rowSize of [1, 4, 10, 84, 120, 4704]) {
      const many = drawRows(0, 20, rowSize, key, 2);
      t.deepEqual(many.shape, [20, rowSize]);
      for (const [first, count] of [
        [5, 4],
        [19, 1],
        [0, 3],
      ] as const) {
        const few = drawRows(first, count, rowSize, key, 2);
        t.deepEqual(few.dataSync(), tf.slice2d(many, [first, 0], [count, rowSize]).dataSync());
      }
    }
  });

  test(`${name}: rows, streams and keys differ`, (t) => {
    const draws = [
      drawRows(0, 1, 8, key),
      drawRows(1, 1, 8, key),
      drawRows(0, 1, 8, key, 1),
      drawRows(0, 1, 8, [1, 2]),
    ];
    t.is(new Set(draws.map((draw) => draw.dataSync().join())).size, draws.length);
  });
}

test('normal rows are finite, with the moments and the tails of N(0, 1)', (t) => {
  const draws = Array.from(randomNormalRows(0, 1000, 500, key).dataSync());
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + draw * draw, 0) / draws.length;
  const kurtosis = draws.reduce((sum, draw) => sum + draw ** 4, 0) / draws.length;
  t.true(draws.every(Number.isFinite));
  // Five standard errors.
  t.true(Math.abs(mean) < 5 / Math.sqrt(draws.length));
  t.true(Math.abs(variance - 1) < 5 * Math.sqrt(2 / draws.length));
  t.true(Math.abs(kurtosis - 3) < 5 * Math.sqrt(96 / draws.length));
});

test('neighbouring columns and halves of a row are uncorrelated', (t) => {
  const rows = 20_000;
  const columns = randomNormalRows(0, rows, 32, key).arraySync();
  for (const [a, b] of [
    [0, 1],
    [0, 16],
    [3, 19],
  ] as const) {
    const correlation = columns.reduce((sum, row) => sum + row[a]! * row[b]!, 0) / rows;
    t.true(Math.abs(correlation) < 5 / Math.sqrt(rows));
  }
});

test('no tensors are left behind', (t) => {
  const before = tf.memory().numTensors;
  for (const rowSize of [10, 64]) {
    randomNormalRows(0, 3, rowSize, key).dispose();
    randomUniformRows(0, 3, rowSize, key).dispose();
  }
  t.is(tf.memory().numTensors, before);
});

test('a counter that is not a safe integer is refused', (t) => {
  t.throws(() => randomUniform([1], key, { block: -1 }), { instanceOf: RangeError });
});
