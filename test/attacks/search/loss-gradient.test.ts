import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import { crossEntropy } from '../../../src/attacks/losses.ts';
import { createTargetEvaluation } from '../../../src/attacks/search/evaluate-target.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { predictMean } from '../../../src/metrics/predict-mean.ts';
import { createToyModel, toToyImages, toyClasses, toyInputs } from '../toy-model.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

const keys = [
  [1, 2],
  [3, 4],
  [5, 6],
] as const;
const labels = [2, 0, 1, 2];
const model = createToyModel({ bayesian: true });

const gradientOf = (
  sampleKeys: readonly (readonly [number, number])[],
  { first = 0, count = 4, batchSize = 100, attacked = model } = {},
) => {
  const evaluate = createTargetEvaluation(attacked, {
    labels: Int32Array.from(labels.slice(first, first + count)),
    firstExample: first,
    sampleKeys: () => sampleKeys,
    batchSize,
  });
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  return (images: tf.Tensor4D, step: number) =>
    evaluate(images, rows, step, { loss: crossEntropy, usesGradient: true }).gradient!;
};

test('the gradient of K samples is that of -log of their mean probability', async (t) => {
  const images = toToyImages(toyInputs);
  const together = gradientOf(keys)(images, 0).dataSync();
  // By the chain rule: the samples' own gradients, weighed by each one's probability of the label.
  const gradients = keys.map((key) => gradientOf([key])(images, 0).dataSync());
  const likelihoods = keys.map((key) => {
    const values = predictMean(model, images, 0, [key]).logProbabilities.dataSync();
    return labels.map((label, i) => Math.exp(values[i * toyClasses + label]!));
  });
  for (let example = 0; example < 4; example++) {
    const total = likelihoods.reduce((sum, sample) => sum + sample[example]!, 0);
    for (let pixel = 0; pixel < 4; pixel++) {
      const expected = gradients.reduce(
        (sum, gradient, k) => sum + (likelihoods[k]![example]! / total) * gradient[example * 4 + pixel]!,
        0,
      );
      t.true(Math.abs(together[example * 4 + pixel]! - expected) < 1e-6);
    }
  }
});

test('samples taken in parts give the gradient of all at once', (t) => {
  const atOnce = gradientOf(keys)(toToyImages(toyInputs), 0).dataSync();
  for (const batchSize of [8, 4, 1]) {
    const inParts = gradientOf(keys, { batchSize })(toToyImages(toyInputs), 0).dataSync();
    for (const [i, value] of inParts.entries()) t.true(Math.abs(value - atOnce[i]!) < 1e-6);
  }
});

test("an example's gradient does not depend on its batch", (t) => {
  const all = gradientOf(keys)(toToyImages(toyInputs), 0).dataSync();
  const last = gradientOf(keys, { first: 3, count: 1 })(toToyImages(toyInputs.slice(3)), 0).dataSync();
  for (let pixel = 0; pixel < 4; pixel++) t.true(Math.abs(all[12 + pixel]! - last[pixel]!) < 1e-7);
});

test('the gradient agrees with finite differences of the loss', (t) => {
  const loss = (rows: readonly (readonly number[])[]) => {
    const values = predictMean(model, toToyImages(rows), 0, keys).logProbabilities.dataSync();
    return -labels.reduce((sum, label, i) => sum + values[i * toyClasses + label]!, 0);
  };
  const gradient = gradientOf(keys)(toToyImages(toyInputs), 0).dataSync();
  const h = 1e-2;
  for (const [example, pixel] of [
    [0, 1],
    [2, 3],
    [3, 0],
  ] as const) {
    const moved = (by: number) =>
      toyInputs.map((row, i) => row.map((value, j) => (i === example && j === pixel ? value + by : value)));
    const slope = (loss(moved(h)) - loss(moved(-h))) / (2 * h);
    t.true(Math.abs(slope - gradient[example * 4 + pixel]!) < 1e-3, `${slope}`);
  }
});

test('a confident mistake keeps its gradient: logits are not clipped on the way to the loss', (t) => {
  const steep = {
    ...createToyModel(),
    logits: (x: tf.Tensor4D) => tf.tidy(() => tf.mul(createToyModel().logits(x, []), 200) as tf.Tensor2D),
  };
  const gradient = gradientOf([[0, 0]], { first: 1, count: 1, attacked: steep })(
    toToyImages([[1, 0, 0, 1]]),
    0,
  );
  t.true(Math.max(...gradient.dataSync().map(Math.abs)) > 1);
});

test('the mean prediction averages probabilities, and gives the entropy expected of a sample', (t) => {
  const images = toToyImages(toyInputs);
  const mean = predictMean(model, images, 0, keys);
  const singles = keys.map((key) => predictMean(model, images, 0, [key]));
  const probabilities = singles.map(({ logProbabilities }) =>
    Array.from(logProbabilities.dataSync(), Math.exp),
  );
  for (const [i, value] of mean.logProbabilities.dataSync().entries()) {
    const expected = Math.log(probabilities.reduce((sum, p) => sum + p[i]!, 0) / keys.length);
    t.true(Math.abs(value - expected) < 1e-6);
  }
  for (let example = 0; example < 4; example++) {
    const entropies = probabilities.map((p) =>
      p.slice(example * 3, example * 3 + 3).reduce((sum, value) => sum - value * Math.log(value), 0),
    );
    const expected = entropies.reduce((sum, value) => sum + value, 0) / keys.length;
    t.true(Math.abs(mean.expectedEntropies.dataSync()[example]! - expected) < 1e-6);
  }
});
