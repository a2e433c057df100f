import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import fc from 'fast-check';
import type { AttackSettings } from '../../../src/attacks/attack.ts';
import type { GridCell } from '../../../src/attacks/grid/grid-cell.ts';
import { createAttack } from '../../../src/attacks/methods/registry.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { computeToyGrid, createToyTestImages, gridAttacks, gridEpsilons } from '../toy-grid.ts';
import { createToyModel, toyClasses } from '../toy-model.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

for (const attack of gridAttacks) {
  const title = `${attack.name} ${JSON.stringify(attack.settings)}`;
  for (const samples of [1, 2]) {
    const model = createToyModel({ bayesian: samples > 1 });
    const request = {
      attack,
      model,
      target: model,
      attackSamples: samples,
      evaluationSamples: samples,
      batchSize: 3 * samples,
      keepExamples: 3,
    };

    test(`${title}, ${samples} sample(s): a cell's bits are those of its epsilon alone`, async (t) => {
      const alone = new Map<number, GridCell>();
      for (const epsilon of gridEpsilons) {
        alone.set(epsilon, (await computeToyGrid({ ...request, epsilons: [epsilon] })).cells[0]!);
      }
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray(gridEpsilons, { minLength: 2 }), async (epsilons) => {
          const { cells } = await computeToyGrid({ ...request, epsilons });
          t.deepEqual(
            cells,
            epsilons.map((epsilon) => alone.get(epsilon)!),
          );
        }),
        { numRuns: 2, examples: [[gridEpsilons]] },
      );
    });

    test(`${title}, ${samples} sample(s): epsilon 0 is the clean images, bit for bit`, async (t) => {
      const { clean, cells } = await computeToyGrid({ ...request, epsilons: [0.1, 0] });
      t.deepEqual(cells[1], clean);
      t.notDeepEqual(cells[0]!.logProbabilities, clean.logProbabilities);
      t.true(cells[1]!.linf.every((norm) => norm === 0));
    });
  }
}

/** Forward passes that a grid takes for one batch of images. */
async function countForwards(
  name: string,
  settings: AttackSettings,
  epsilons: readonly number[],
): Promise<number> {
  let forwards = 0;
  const model = createToyModel({ onForward: () => forwards++ });
  await computeToyGrid({
    attack: createAttack(name, settings),
    epsilons,
    model,
    target: model,
    batchSize: 10,
  });
  return forwards;
}

test('FGSM takes one gradient for all epsilons', async (t) => {
  // One gradient, one clean evaluation and one for each epsilon.
  t.is(await countForwards('fgsm', {}, [0.1, 0.2, 0.3, 0.4, 0.5]), 1 + 1 + 5);
});

test('BIM takes its steps once for all epsilons it cannot reach, and judges their images once', async (t) => {
  t.is(await countForwards('bim', { alpha: 0.001, steps: 20 }, [0.03, 0.1, 0.3, 0.5]), 20 + 1 + 1);
});

test('BIM takes steps apart only from where a ball is reached', async (t) => {
  // Nine steps of .001 stay inside the ball of .01: gradients 1 to 10 are shared, 10 more are taken for each epsilon.
  t.is(await countForwards('bim', { alpha: 0.001, steps: 20 }, [0.01, 0.5]), 20 + 10 + 1 + 2);
});

test('PGD in l2 shares its steps likewise', async (t) => {
  // One step of .1 stays inside the ball of .15: gradients 1 and 2 are shared.
  t.is(await countForwards('pgd-l2', { alpha: 0.1, steps: 4 }, [0.15, 0.5]), 4 + 2 + 1 + 2);
});

test('more epsilons than are followed side by side give what each gives alone', async (t) => {
  const epsilons = Array.from({ length: 70 }, (_, i) => (i + 1) / 100);
  for (const attack of [
    createAttack('pgd-linf', { alpha: 0.05, steps: 3 }),
    createAttack('bim', { alpha: 0.3, steps: 3 }),
  ]) {
    const { cells } = await computeToyGrid({ attack, epsilons });
    for (const [i, epsilon] of epsilons.entries()) {
      const alone = await computeToyGrid({ attack, epsilons: [epsilon] });
      t.deepEqual(cells[i], alone.cells[0], `${attack.name} ${epsilon}`);
    }
  }
});

test('epsilons draw the posterior samples of a step once between them', async (t) => {
  const kept: unknown[] = [];
  const model = {
    ...createToyModel({ bayesian: true }),
    keepNoise: (blocks: unknown) => {
      if (kept.at(-1) !== blocks) kept.push(blocks);
    },
  };
  const attack = createAttack('pgd-linf', { alpha: 0.05, steps: 4 });
  await computeToyGrid({
    ...{ attack, model, target: model, epsilons: [0.1, 0.2, 0.3], batchSize: 10, attackSamples: 2 },
  });
  // The first gradient, of the clean images, is taken by a question of its own.
  t.is(kept.length, 1 + 4);
  t.is(new Set(kept).size, 1 + 4);
});

test('results depend on the batch size by rounding at most', async (t) => {
  for (const attack of gridAttacks) {
    const model = createToyModel({ bayesian: true });
    const request = { attack, model, target: model, epsilons: [0.1], attackSamples: 2, evaluationSamples: 2 };
    const [small, large] = await Promise.all(
      [3, 100].map((batchSize) => computeToyGrid({ ...request, batchSize })),
    );
    for (const [i, value] of small!.cells[0]!.logProbabilities.entries()) {
      t.true(Math.abs(value - large!.cells[0]!.logProbabilities[i]!) < 1e-5, `${attack.name}, number ${i}`);
    }
  }
});

test('fewer images give the same results for those that are left', async (t) => {
  const request = {
    attack: createAttack('pgd-linf', { steps: 2 }),
    images: createToyTestImages(8),
    batchSize: 4,
  };
  const all = await computeToyGrid(request);
  const half = await computeToyGrid({ ...request, count: 4 });
  t.deepEqual(half.cells[0]!.logProbabilities, all.cells[0]!.logProbabilities.subarray(0, 4 * 3));
});

test('keeps the first adversarial images, channel first, over the edge of a batch', async (t) => {
  const images = createToyTestImages(7);
  const { cells, clean } = await computeToyGrid({ images, epsilons: [0.25], batchSize: 2, keepExamples: 5 });
  t.deepEqual(clean.examples, images.pixels.slice(0, 5 * 4) as Float32Array);
  t.is(cells[0]!.examples.length, 5 * 4);
  const changes = Array.from(cells[0]!.examples, (value, i) => Math.abs(value - clean.examples[i]!));
  t.true(Math.abs(Math.max(...changes.slice(16, 20)) - cells[0]!.linf[4]!) < 1e-7);
});

test('norms are those of each image and within epsilon', async (t) => {
  const { cells } = await computeToyGrid({ epsilons: [0.25], keepExamples: 5 });
  const { examples, linf, l2 } = cells[0]!;
  const { pixels } = createToyTestImages(5);
  for (let image = 0; image < 5; image++) {
    const change = [0, 1, 2, 3].map((i) => examples[image * 4 + i]! - pixels[image * 4 + i]!);
    t.true(Math.abs(Math.hypot(...change) - l2[image]!) < 1e-6);
    t.true(Math.abs(Math.max(...change.map(Math.abs)) - linf[image]!) < 1e-6);
    t.true(linf[image]! <= 0.25 + 1e-6);
  }
});

test('an attack lowers the likelihood of the labels, the more the larger its ball', async (t) => {
  const { clean, cells } = await computeToyGrid({ epsilons: [0.05, 0.2, 0.5] });
  const { labels } = createToyTestImages(5);
  const likelihoods = [clean, ...cells].map(({ logProbabilities }) =>
    Array.from(labels, (label, i) => logProbabilities[i * toyClasses + label]!).reduce(
      (sum, value) => sum + value,
    ),
  );
  t.deepEqual(
    likelihoods,
    likelihoods.toSorted((a, b) => b - a),
  );
  t.true(likelihoods[3]! < likelihoods[0]!);
});

test('counts the images whose gradient is zero', async (t) => {
  const constant = {
    ...createToyModel(),
    // Blind to images whose first channel is below one half.
    logits: (x: tf.Tensor4D) =>
      tf.tidy(() =>
        tf.matMul(
          tf.relu(tf.sub(tf.reshape(tf.slice(x, [0, 0, 0, 0], [-1, 1, 1, 1]), [-1, 1]), 0.5)),
          tf.tensor2d([[1, 2, 4]]),
        ),
      ) as tf.Tensor2D,
  };
  const images = createToyTestImages(7);
  const blind = Array.from({ length: 7 }, (_, i) => images.pixels[i * 4]!).filter(
    (value) => value < 0.5,
  ).length;
  t.true(blind > 0 && blind < 7);
  t.is((await computeToyGrid({ images, model: constant, target: constant })).zeroGradients, blind);
});

test('a transferred example is made on the target and judged by the model', async (t) => {
  let forwards = 0;
  const model = createToyModel({ bayesian: true, onForward: () => forwards++ });
  const target = createToyModel();
  const request = { attack: createAttack('bim', { alpha: 0.05, steps: 3 }), keepExamples: 5, batchSize: 10 };
  const transferred = await computeToyGrid({ ...request, model, target });
  // Clean and attacked images, once each: no gradient of the model was taken.
  t.is(forwards, 2);
  const made = await computeToyGrid({ ...request, model: target, target });
  t.deepEqual(transferred.cells[0]!.examples, made.cells[0]!.examples);
  t.notDeepEqual(transferred.cells[0]!.logProbabilities, made.cells[0]!.logProbabilities);
});

test.serial('leaves no tensor behind', async (t) => {
  const model = createToyModel({ bayesian: true });
  for (const attack of gridAttacks) {
    const before = tf.memory().numTensors;
    await computeToyGrid({
      attack,
      model,
      target: model,
      epsilons: [0, 0.01, 0.1, 0.5],
      attackSamples: 2,
      evaluationSamples: 2,
      keepExamples: 5,
    });
    t.is(tf.memory().numTensors, before, attack.name);
  }
});

test('reports what is attacked after each gradient and what is judged after each batch', async (t) => {
  const reports: [number, number][] = [];
  await computeToyGrid({
    attack: createAttack('bim', { alpha: 0.05, steps: 2 }),
    epsilons: [0.01, 0.3],
    images: createToyTestImages(4),
    batchSize: 3,
    onProgress: ({ attacked, judged }) => reports.push([attacked, judged]),
  });
  // The first gradient is shared, the second is not: three for each batch, of three images and of one.
  const near = reports.map(([attacked, judged]) => [Math.round(attacked * 3) / 3, judged]);
  t.deepEqual(near, [
    [1, 0],
    [2, 0],
    [3, 0],
    [3, 3],
    [10 / 3, 3],
    [11 / 3, 3],
    [4, 3],
    [4, 4],
  ]);
});

test('stops when aborted, with the reason', async (t) => {
  const abort = new AbortController();
  const reason = new Error('stop');
  let forwards = 0;
  const model = createToyModel({
    onForward: () => {
      if (++forwards === 5) abort.abort(reason);
    },
  });
  const attack = createAttack('bim', { alpha: 0.01, steps: 1000 });
  t.is(await t.throwsAsync(computeToyGrid({ attack, model, target: model, signal: abort.signal })), reason);
  t.true(forwards < 10);
});

test('refuses predictions that are no numbers, naming the image', async (t) => {
  const broken = {
    ...createToyModel(),
    logits: (x: tf.Tensor4D) =>
      tf.tidy(() => {
        const sound = createToyModel().logits(x, []);
        const rows = x.shape[0];
        const poison = tf.tensor2d(Array.from({ length: rows }, (_, row) => [row === 1 ? Number.NaN : 0]));
        return tf.add(sound, poison) as tf.Tensor2D;
      }),
  };
  const error = await t.throwsAsync(computeToyGrid({ model: broken, target: broken }));
  t.like(error, { code: 'GRID_NOT_FINITE' });
  t.regex(error!.message, /image 1 /);
});

const images = createToyTestImages(3);
const refused: [string, Parameters<typeof computeToyGrid>[0], string][] = [
  ['a negative epsilon', { epsilons: [-0.1] }, 'GRID_REQUEST'],
  ['an epsilon that is no number', { epsilons: [Number.NaN] }, 'GRID_REQUEST'],
  ['a batch of nothing', { batchSize: 0 }, 'GRID_REQUEST'],
  ['no samples', { attackSamples: 0 }, 'GRID_REQUEST'],
  ['more images than there are', { images, count: 4 }, 'GRID_MISMATCH'],
  ['a label that is no class', { images: { ...images, labels: Uint8Array.of(0, 1, 3) } }, 'GRID_MISMATCH'],
  ['images of other channels', { images: { ...images, channels: 1, height: 2, width: 2 } }, 'GRID_MISMATCH'],
];
for (const [what, request, code] of refused) {
  test(`refuses ${what}`, async (t) => {
    t.like(await t.throwsAsync(computeToyGrid(request)), { code });
  });
}
