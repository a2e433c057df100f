import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import test, { type ExecutionContext } from 'ava';
import type { ImageSet } from '../../src/datasets/image-set.ts';
import { loadEngine } from '../../src/engines/index.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import { readCheckpoint, type TrainingState, writeCheckpoint } from '../../src/training/checkpoint.ts';
import { trainNetwork } from '../../src/training/train-network.ts';
import type { TrainedNetwork, TrainingHooks, TrainingOptions } from '../../src/training/training-options.ts';
import { spread } from '../networks/spread.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

/** Images whose class is the place of a bright square on noise: easy to learn, for a check that takes a second. */
function makeSquares(count: number, phase: number): ImageSet {
  const labels = Uint8Array.from({ length: count }, (_, index) => (index * 7 + phase) % 10);
  const pixels = Uint8Array.from(spread(count * 1024, phase), (value) => 40 + 40 * value);
  labels.forEach((label, image) => {
    for (let row = 0; row < 10; row += 1) {
      const start = image * 1024 + (Math.floor(label / 5) * 16 + row) * 32 + (label % 5) * 6;
      pixels.fill(255, start, start + 6);
    }
  });
  return { count, height: 32, width: 32, channels: 1, pixels, labels };
}

const train = makeSquares(150, 1);
const validation = makeSquares(40, 2);
const options: TrainingOptions = {
  epochs: 3,
  batchSize: 32,
  learningRate: 0.003,
  beta: 0.01,
  schedule: 'plateau',
  posteriorStart: { mean: 'prior', rho: -5 },
  patience: 6,
  factor: 0.1,
  bestBy: 'loss',
  weightDecay: 0,
  flip: true,
  shift: 2,
  seed: 5,
};
const quiet: TrainingHooks = {
  resume: undefined,
  save: async () => {},
  onBatch: () => {},
  onEpoch: () => {},
  signal: new AbortController().signal,
};

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'training-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return folder;
}

/** A training's result with tensors in name order, so that two can be compared. */
const inNameOrder = ({ parameters, ...rest }: TrainedNetwork) => ({
  ...rest,
  parameters: [...parameters].sort(([a], [b]) => (a < b ? -1 : 1)),
});

test.serial('LeNet learns', async (t) => {
  const trained = await trainNetwork(
    resolveNetwork('lenet', 1),
    train,
    validation,
    { ...options, epochs: 8, flip: false, shift: 0 },
    quiet,
  );
  t.is(trained.history.length, 8);
  t.true(trained.history[trained.bestEpoch - 1]!.validationAccuracy > 0.9);
  t.true(trained.history[7]!.trainLoss < trained.history[0]!.trainLoss / 2);
  const losses = trained.history.map(({ validationLoss }) => validationLoss);
  t.is(trained.bestEpoch, losses.indexOf(Math.min(...losses)) + 1);
});

test.serial(
  'the epoch that is kept is the first of the highest accuracy, where that is asked for',
  async (t) => {
    const trainBy = (bestBy: 'loss' | 'accuracy') =>
      trainNetwork(
        resolveNetwork('lenet', 1),
        train,
        validation,
        { ...options, epochs: 12, flip: false, shift: 0, bestBy },
        quiet,
      );
    const byAccuracy = await trainBy('accuracy');
    const byLoss = await trainBy('loss');
    const accuracies = byAccuracy.history.map(({ validationAccuracy }) => validationAccuracy);
    t.is(byAccuracy.bestEpoch, accuracies.indexOf(Math.max(...accuracies)) + 1);
    // The loss still falls when all are right: the two rules part.
    t.not(byAccuracy.bestEpoch, byLoss.bestEpoch);
    t.deepEqual(byAccuracy.history, byLoss.history);
    t.notDeepEqual(byAccuracy.parameters, byLoss.parameters);
  },
);

for (const name of ['lenet', 'blenet'] as const) {
  test.serial(`${name}: equal seeds give equal bits, others do not`, async (t) => {
    const network = resolveNetwork(name, 1);
    const one = await trainNetwork(network, train, validation, { ...options, epochs: 1 }, quiet);
    const two = await trainNetwork(network, train, validation, { ...options, epochs: 1 }, quiet);
    const other = await trainNetwork(network, train, validation, { ...options, epochs: 1, seed: 6 }, quiet);
    t.deepEqual(inNameOrder(one), inNameOrder(two));
    t.notDeepEqual(one.history, other.history);
  });

  test.serial(
    `${name}: stopped in the middle of an epoch and resumed from disk, it ends with the same bits`,
    async (t) => {
      const network = resolveNetwork(name, 1);
      const undisturbed = await trainNetwork(network, train, validation, options, quiet);

      const folder = await makeFolder(t);
      const abort = new AbortController();
      let batches = 0;
      const stopped = trainNetwork(network, train, validation, options, {
        ...quiet,
        signal: abort.signal,
        onBatch: () => {
          batches += 1;
          if (batches === 7) abort.abort(new Error('Ctrl-C')); // of 5 a epoch
        },
        save: (state) => writeCheckpoint(folder, state),
      });
      await t.throwsAsync(stopped, { message: 'Ctrl-C' });
      const state = await readCheckpoint(folder);
      t.deepEqual([state.progress.epoch, state.progress.batch], [1, 2]);

      const resumed = await trainNetwork(network, train, validation, options, { ...quiet, resume: state });
      t.deepEqual(inNameOrder(resumed), inNameOrder(undisturbed));
    },
  );
}

test.serial(
  'decay of the weights shrinks a frequentist network, and leaves a Bayesian one alone',
  async (t) => {
    const trainWith = async (name: string, weightDecay: number) => {
      const choice = { ...options, epochs: 1, weightDecay };
      return (await trainNetwork(resolveNetwork(name, 1), train, validation, choice, quiet)).parameters;
    };
    const norm = (parameters: TrainedNetwork['parameters']): number =>
      Math.hypot(
        ...[...parameters.values()].map(
          (values) => values.reduce((sum, value) => sum + value ** 2, 0) ** 0.5,
        ),
      );
    const [free, decayed] = [await trainWith('lenet', 0), await trainWith('lenet', 30)];
    t.true(norm(decayed) < 0.9 * norm(free), `${norm(decayed)} of ${norm(free)}`);
    t.deepEqual(await trainWith('blenet', 30), await trainWith('blenet', 0));
  },
);

test.serial('AlexNet with dropout resumes with the same bits after an epoch', async (t) => {
  const network = resolveNetwork('alexnet', 1);
  const small = { ...options, epochs: 2, batchSize: 75, learningRate: 0.0003 };
  const states: TrainingState[] = [];
  const keep = async (state: TrainingState): Promise<void> => {
    states.push(state);
  };
  const undisturbed = await trainNetwork(network, train, validation, small, { ...quiet, save: keep });
  const resumed = await trainNetwork(network, train, validation, small, { ...quiet, resume: states[0] });
  t.deepEqual(inNameOrder(resumed), inNameOrder(undisturbed));
});

test.serial('a larger β draws the posterior to the prior', async (t) => {
  const network = resolveNetwork('blenet', 1);
  const klOf = async (beta: number): Promise<number> =>
    (await trainNetwork(network, train, validation, { ...options, beta }, quiet)).history[2]!.kl;
  t.true((await klOf(1)) < (await klOf(0.0001)));
});

test.serial('a loss that is no number stops the training and says what to change', async (t) => {
  const wild = { ...options, learningRate: 1e30 };
  const error = await t.throwsAsync(
    trainNetwork(resolveNetwork('lenet', 1), train, validation, wild, quiet),
    {
      code: 'TRAINING_DIVERGED',
    },
  );
  t.regex((error as Error & { hint: string }).hint, /learningRate/);
});

test.serial('a checkpoint that is damaged is named', async (t) => {
  const folder = await makeFolder(t);
  const error = await t.throwsAsync(readCheckpoint(folder), { code: 'TRAINING_CHECKPOINT_INVALID' });
  t.true(error?.message.startsWith(folder));
});

test.serial('training leaves no tensors behind', async (t) => {
  const before = tf.memory().numTensors;
  await trainNetwork(resolveNetwork('blenet', 1), train, validation, { ...options, epochs: 1 }, quiet);
  t.is(tf.memory().numTensors, before);
});
