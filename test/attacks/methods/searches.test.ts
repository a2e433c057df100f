import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import type { GridCell } from '../../../src/attacks/grid/grid-cell.ts';
import { logitsRatio } from '../../../src/attacks/losses.ts';
import { listCheckpoints } from '../../../src/attacks/methods/apgd.ts';
import { createAttack } from '../../../src/attacks/methods/registry.ts';
import { squareShare } from '../../../src/attacks/methods/square.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { predictedClasses } from '../../../src/metrics/predicted-classes.ts';
import { computeToyGrid, createToyTestImages, gridAttacks } from '../toy-grid.ts';
import { createToyModel, toyClasses } from '../toy-model.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

const count = 24;
const images = createToyTestImages(count);

function findWrong({ logProbabilities }: GridCell): boolean[] {
  const predicted = predictedClasses({ values: logProbabilities, classes: toyClasses });
  return Array.from(predicted, (label, example) => label !== images.labels[example]);
}

const margins = ({ logProbabilities }: GridCell) =>
  Array.from(images.labels, (label, example) => {
    const row = logProbabilities.subarray(example * toyClasses, (example + 1) * toyClasses);
    return row[label]! - Math.max(...row.filter((_, c) => c !== label));
  });

test('the ratio of differences of logits is that of the paper, whatever is added to all logits', (t) => {
  const logits = [
    [3, 1, 0.5, -2],
    [3, 1, 0.5, -2],
    [-1, 2, 4, 0],
  ];
  for (const shift of [0, -50]) {
    const rows = tf.tensor2d(logits.map((row) => row.map((value) => value + shift)));
    const losses = [...logitsRatio(rows, tf.tensor1d([0, 1, 3], 'int32')).dataSync()];
    for (const [i, expected] of [-(3 - 1) / (3 - 0.5), -(1 - 3) / (3 - 0.5), -(0 - 4) / (4 - 0)].entries()) {
      t.true(Math.abs(losses[i]! - expected) < 1e-5);
    }
  }
});

test('checkpoints of 100 steps are those of the paper', (t) => {
  t.deepEqual([...listCheckpoints(100).keys()], [22, 41, 57, 70, 80, 87, 93, 99]);
});

test("squares shrink on the paper's schedule, stretched to the queries", (t) => {
  const shares = [0, 0.0011, 0.01, 0.03, 0.3, 0.9].map((progress) => squareShare(progress, 0.8));
  t.deepEqual(shares, [0.8, 0.4, 0.2, 0.1, 0.8 / 64, 0.8 / 512]);
});

test('more queries of Square never widen a margin', async (t) => {
  const run = async (queries: number) =>
    margins(
      (
        await computeToyGrid({
          images,
          batchSize: count,
          attack: createAttack('square', { queries }),
          epsilons: [0.1],
        })
      ).cells[0]!,
    );
  // One query is the stripes; the squares of more queries begin there.
  const [stripes, searched] = [await run(1), await run(40)];
  for (const [i, margin] of searched.entries()) t.true(margin <= stripes[i]! + 1e-6);
  t.true(searched.some((margin, i) => margin < stripes[i]! - 0.01));
});

test('Square asks the model as often as it may, and for no gradient', async (t) => {
  let forwards = 0;
  const model = createToyModel({ onForward: () => forwards++ });
  const attack = createAttack('square', { queries: 17 });
  await computeToyGrid({ attack, model, target: model, batchSize: 10, epsilons: [0.1] });
  // The gradient that is counted as zero or not, the clean images and the attacked ones.
  t.is(forwards, 17 + 3);
});

test('Square finds the corner of the ball where the model is linear', async (t) => {
  const weights = [1, -2, 3, -1];
  const model = {
    ...createToyModel(),
    logits: (x: tf.Tensor4D) =>
      tf.tidy(() => {
        const score = tf.matMul(tf.reshape(x, [-1, 4]), tf.tensor2d(weights, [4, 1]));
        // Class 0 leads so far that no example is ever misclassified.
        return tf.concat([tf.add(score, 100), tf.neg(score), tf.zerosLike(score)], 1) as tf.Tensor2D;
      }),
  };
  const grey = { ...images, pixels: new Float32Array(count * 4).fill(0.5), labels: new Uint8Array(count) };
  const { cells } = await computeToyGrid({
    images: grey,
    batchSize: count,
    attack: createAttack('square', { queries: 120 }),
    model,
    target: model,
    epsilons: [0.1],
    keepExamples: count,
  });
  for (const [i, value] of cells[0]!.examples.entries()) {
    t.true(Math.abs(value - (0.5 - 0.1 * Math.sign(weights[i % 4]!))) < 1e-6);
  }
});

for (const bayesian of [false, true]) {
  const model = createToyModel({ bayesian });
  const samples = bayesian ? 4 : 1;
  const request = {
    images,
    model,
    target: model,
    attackSamples: samples,
    evaluationSamples: samples,
    batchSize: count * samples,
  };
  const kind = bayesian ? 'Bayesian' : 'deterministic';

  test(`more restarts never raise accuracy, ${kind}: what was misclassified stays so`, async (t) => {
    for (const [name, settings] of [
      ['pgd-linf', { steps: 2, relativeAlpha: 1 }],
      ['apgd-ce', { steps: 2 }],
      ['square', { queries: 3 }],
      ['noise', {}],
    ] as const) {
      let wrong = new Array<boolean>(count).fill(false);
      for (const restarts of [1, 2, 4]) {
        const attack = createAttack(name, { ...settings, restarts });
        const next = findWrong((await computeToyGrid({ ...request, attack, epsilons: [0.15] })).cells[0]!);
        t.true(
          wrong.every((isWrong, i) => !isWrong || next[i]),
          name,
        );
        wrong = next;
      }
    }
  });

  test(`giving examples up once fooled never loses one, ${kind}`, async (t) => {
    for (const attack of gridAttacks.filter(({ name }) => !(bayesian && name === 'square'))) {
      const run = async (dropFooled: boolean) =>
        computeToyGrid({ ...request, attack, epsilons: [0.15], dropFooled, keepExamples: count });
      const [whole, dropped] = [await run(false), await run(true)];
      const [wrong, droppedWrong] = [findWrong(whole.cells[0]!), findWrong(dropped.cells[0]!)];
      t.true(
        wrong.every((isWrong, i) => !isWrong || droppedWrong[i]),
        attack.name,
      );
      const clean = findWrong(dropped.clean);
      t.true(dropped.cells[0]!.linf.every((norm, i) => (clean[i] ? norm === 0 : norm <= 0.15 + 1e-6)));
    }
  });
}

test('giving examples up asks the model about fewer images', async (t) => {
  const countImages = async (dropFooled: boolean) => {
    let total = 0;
    const model = createToyModel({ onForward: (asked) => (total += asked) });
    const attack = createAttack('apgd-ce', { steps: 20 });
    await computeToyGrid({
      images,
      attack,
      model,
      target: model,
      batchSize: count,
      epsilons: [0.3],
      dropFooled,
    });
    return total;
  };
  t.true((await countImages(true)) < 0.7 * (await countImages(false)));
});

test.serial('searches leave no tensor behind when examples are given up', async (t) => {
  const model = createToyModel({ bayesian: true });
  for (const attack of gridAttacks) {
    const before = tf.memory().numTensors;
    await computeToyGrid({
      attack,
      model,
      target: model,
      epsilons: [0, 0.1, 0.5],
      attackSamples: 2,
      dropFooled: true,
    });
    t.is(tf.memory().numTensors, before, attack.name);
  }
});
