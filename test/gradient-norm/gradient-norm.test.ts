import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import type { ImageSet } from '../../src/datasets/image-set.ts';
import { loadEngine, randomNormalRows } from '../../src/engines/index.ts';
import { measureGradientNorms } from '../../src/gradient-norm/measure-gradient-norms.ts';
import { createNormTally } from '../../src/gradient-norm/norm-tally.ts';
import type { Model } from '../../src/networks/model.ts';
import { createToyModel, toyInputs, toyLabel } from '../attacks/toy-model.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

const images: ImageSet = {
  count: 4,
  channels: 4,
  height: 1,
  width: 1,
  pixels: Float32Array.from(toyInputs.flat()),
  labels: new Uint8Array(4).fill(toyLabel),
};

function measure(model: Model, samples: readonly number[], batchSize = 4, signal?: AbortSignal) {
  return measureGradientNorms({
    model,
    images,
    count: 4,
    samples,
    seed: 7,
    batchSize,
    signal: signal ?? new AbortController().signal,
    onProgress: () => undefined,
  });
}

const near = (a: number, b: number, tolerance = 1e-5) => Math.abs(a - b) <= tolerance * Math.abs(b);

test('a deterministic model has K = 1 alone, with the norms that NumPy finds by differences', async (t) => {
  const [row, ...others] = await measure(createToyModel(), [1, 8]);
  t.deepEqual(others, []);
  t.is(row!.samples, 1);
  t.true(near(row!.l2Mean, 0.5015746500741364), String(row!.l2Mean));
  t.true(near(row!.linfMean, 0.33665217259726266), String(row!.linfMean));
  t.true(near(row!.l2High - row!.l2Mean, 0.17151384024529817, 1e-4), String(row!.l2High - row!.l2Mean));
  t.like(row, { signalShare: null, zeroShare: 0, count: 4 });
});

test('samples are nested: K alone gives what K gives beside others, in whatever batches', async (t) => {
  const model = createToyModel({ bayesian: true });
  const together = await measure(model, [8, 1, 2]);
  t.deepEqual(
    together.map((row) => row.samples),
    [1, 2, 8],
  );
  const [alone] = await measure(model, [2], 3);
  t.true(near(alone!.l2Mean, together[1]!.l2Mean));
});

/** The mean of its gradients is zero: each sample's points to either side alike. */
const aimless: Model = {
  ...createToyModel({ bayesian: true }),
  logits: (batch: Tensor4D, noise) =>
    tf.tidy(() => {
      const signs = noise.map(({ key, firstExample, count }) =>
        randomNormalRows(firstExample, count, 1, key),
      );
      const sum = tf.sum(tf.reshape(batch, [-1, 4]), 1, true);
      const score = tf.mul(tf.mul(sum, 1e-3), tf.concat(signs));
      return tf
        .concat([score, tf.neg(score), tf.zerosLike(score)], 1)
        .mul(tf.tensor1d([1, 1, 0])) as Tensor2D;
    }),
};

test('gradients that cancel fall as 1/√K, and those that agree do not', async (t) => {
  const labelled = { ...images, labels: new Uint8Array(4) };
  const run = (model: Model) =>
    measureGradientNorms({
      model,
      images: labelled,
      count: 4,
      samples: [1, 64],
      seed: 3,
      batchSize: 4,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
  const [, cancelled] = await run(aimless);
  const [one, agreed] = await run(createToyModel({ bayesian: true }));
  t.true(cancelled!.signalShare! < 0.3, String(cancelled!.signalShare));
  t.true(agreed!.signalShare! > 0.7, String(agreed!.signalShare));
  t.true(agreed!.l2Mean / one!.l2Mean > 0.5);
});

test('the share of signal is 1 where all samples agree and 0 where the mean is no more than noise', (t) => {
  const agreeing = createNormTally(4);
  agreeing.add(2, 1, 4);
  t.is(agreeing.summarize().signalShare, 1);
  const cancelling = createNormTally(4);
  cancelling.add(1, 1, 4); // ‖mean‖² = m / K
  t.is(cancelling.summarize().signalShare, 0);
  const dead = createNormTally(4);
  dead.add(0, 0, 0);
  t.like(dead.summarize(), { signalShare: null, zeroShare: 1 });
});

test('it stops when asked to', async (t) => {
  const controller = new AbortController();
  controller.abort(new Error('stop'));
  await t.throwsAsync(measure(createToyModel(), [1], 4, controller.signal), { message: 'stop' });
});
