import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import fc from 'fast-check';
import { getBackend } from '../../../src/engines/backend.ts';
import { loadEngine, randomNormalRows, randomUniform, runAsGraph } from '../../../src/engines/index.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

const examples = 16;
let names = 0;
/** A name that no other test has. */
const newName = () => `test ${++names}`;

function read({ result }: { readonly result: Tensor }): number[] {
  const values = [...result.dataSync()];
  result.dispose();
  return values;
}

test('tensors and numbers may differ from run to run', (t) => {
  const name = newName();
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }),
      fc.integer(),
      (values, factor) => {
        const x = tf.tensor1d(values, 'float32');
        const scale = factor % 1000;
        t.deepEqual(
          read(runAsGraph(name, examples, () => ({ result: tf.add(tf.mul(x, scale), scale) }))),
          values.map((value) => value * scale + scale),
        );
        x.dispose();
      },
    ),
  );
});

test('other shapes, other ops and other places are found under the same name, however many there are', (t) => {
  const name = newName();
  const long = tf.range(0, 40, 1, 'float32') as Tensor1D;
  for (const start of [3, 4, 3, 5, 6, 7, 8, 3]) {
    t.deepEqual(read(runAsGraph(name, examples, () => ({ result: tf.slice(long, start, 2) }))), [
      start,
      start + 1,
    ]);
  }
  const other = newName();
  for (const size of [2, 3, 2]) {
    const x = tf.ones([size]);
    t.deepEqual(read(runAsGraph(other, examples, () => ({ result: tf.mul(x, 2) }))), Array(size).fill(2));
    t.deepEqual(
      read(runAsGraph(other, examples, () => ({ result: tf.add(tf.mul(x, 2), 1) }))),
      Array(size).fill(3),
    );
    t.deepEqual(
      read(runAsGraph(other, examples, () => ({ result: tf.sub(tf.mul(x, 2), 1) }))),
      Array(size).fill(1),
    );
    x.dispose();
  }
  long.dispose();
});

test('random numbers follow the key of each run', (t) => {
  const name = newName();
  const draw = (key: number) =>
    read(runAsGraph(name, examples, () => ({ result: randomNormalRows(key, 2, 5, [key, 7]) })));
  const alone = (key: number) => {
    const result = randomNormalRows(key, 2, 5, [key, 7]);
    return read({ result });
  };
  for (const key of [1, 2, 1, 3]) {
    const [drawn, expected] = [draw(key), alone(key)];
    t.true(drawn.every((value, index) => Math.abs(value - expected[index]!) < 1e-5));
  }
});

test('gradients are those of the ops one by one, and have the same bits in every run', (t) => {
  const filter = randomUniform<Tensor4D>([3, 3, 2, 4], [5, 6], { block: 0 });
  const name = newName();
  const differentiate = (x: Tensor4D) => () => ({
    result: tf.grad((image: Tensor) => tf.sum(tf.relu(tf.conv2d(image as Tensor4D, filter, 1, 'same'))))(x),
  });
  const inputs = [1, 2].map((key) => randomUniform<Tensor4D>([examples, 8, 8, 2], [key, 1], { block: 0 }));
  const runs = [0, 1, 0].map((index) => read(runAsGraph(name, examples, differentiate(inputs[index]!))));
  t.deepEqual(runs[2], runs[0]);
  t.deepEqual(read(runAsGraph(newName(), examples, differentiate(inputs[0]!))), runs[0], 'in another graph');
  const single = read(tf.tidy(differentiate(inputs[1]!)));
  t.true(runs[1]!.every((value, index) => Math.abs(value - single[index]!) < 1e-5));
  tf.dispose([filter, ...inputs]);
});

test('a computation that looks at a result on its way is run op by op', (t) => {
  const name = newName();
  for (const value of [1, 2, 3]) {
    const x = tf.tensor1d([value]);
    const compute = () => ({ result: tf.mul(x, tf.mul(x, 3).dataSync()[0]!) });
    t.deepEqual(read(runAsGraph(name, examples, compute)), [3 * value * value]);
    x.dispose();
  }
});

test('tensors of before stay usable, also those that no op had taken, and what is returned may be one of them', (t) => {
  const name = newName();
  for (const value of [1, 2, 3]) {
    const fresh = tf.tensor1d([value]);
    const returned = runAsGraph(name, examples, () => ({
      result: tf.mul(fresh, 2),
      input: fresh.clone(),
      constant: tf.tensor1d([value, 4]),
      used: tf.add(tf.scalar(value), 0).add(fresh),
    }));
    t.deepEqual([...tf.add(fresh, 1).dataSync()], [value + 1]);
    t.deepEqual([...tf.add(returned.input, 1).dataSync()], [value + 1]);
    t.deepEqual([...tf.add(returned.constant, 1).dataSync()], [value + 1, 5]);
    t.deepEqual([...returned.used.dataSync()], [2 * value]);
    t.deepEqual([...returned.result.dataSync()], [2 * value]);
    tf.dispose([fresh, ...Object.values(returned)]);
  }
});

test('a constant that is both used and returned is a tensor like any other', (t) => {
  const name = newName();
  for (const value of [1, 2, 3]) {
    const { constant, result } = runAsGraph(name, examples, () => {
      const constant = tf.tensor1d([value, 2]);
      return { constant, result: tf.mul(constant, 3) };
    });
    t.deepEqual([...tf.add(constant, 1).dataSync()], [value + 1, 3]);
    t.deepEqual([...result.dataSync()], [value * 3, 6]);
    tf.dispose([constant, result]);
  }
});

test('leaves no tensor behind', (t) => {
  const x = tf.ones([4]);
  const binding = getBackend().binding as unknown as { getNumOfTensors(): number };
  const name = newName();
  const run = () => {
    const { result } = runAsGraph(name, examples, () => ({ result: tf.exp(tf.mul(x, 3)) }));
    result.dispose();
  };
  run();
  const before = [tf.memory().numTensors, binding.getNumOfTensors()];
  for (let i = 0; i < 5; i += 1) run();
  t.deepEqual([tf.memory().numTensors, binding.getNumOfTensors()], before);
  x.dispose();
});

test('keeps a bounded number of graphs', (t) => {
  const binding = getBackend().binding as unknown as { getNumOfSavedModels(): number };
  const x = tf.ones([4]);
  for (let i = 0; i < 60; i += 1) read(runAsGraph(newName(), examples, () => ({ result: tf.mul(x, 3) })));
  t.true(binding.getNumOfSavedModels() <= 48);
  x.dispose();
});

test('an error in the computation comes through, and the engine goes on', (t) => {
  const name = newName();
  const x = tf.ones([4]);
  const run = (isBroken: boolean) =>
    runAsGraph(name, examples, () => {
      const result = tf.mul(x, 2);
      if (isBroken) throw new RangeError('broken');
      return { result };
    });
  t.throws(() => run(true), { instanceOf: RangeError, message: 'broken' });
  t.deepEqual(read(run(false)), [2, 2, 2, 2]);
  t.throws(() => run(true), { instanceOf: RangeError, message: 'broken' });
  t.deepEqual([...tf.add(x, 1).dataSync()], [2, 2, 2, 2]);
  t.deepEqual(read(run(false)), [2, 2, 2, 2]);
  x.dispose();
});
