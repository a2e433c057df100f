import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import type { AttackSettings } from '../../../src/study/attacks/attack.ts';
import { createLossGradient } from '../../../src/study/attacks/loss-gradient.ts';
import { createAttack } from '../../../src/study/attacks/registry.ts';
import { sweepEpsilons } from '../../../src/study/attacks/sweep-epsilons.ts';
import { loadEngine } from '../../../src/study/engines/index.ts';
import { createToyModel, toToyImages, toyClasses, toyInputs, toyLabel } from './toy-model.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

const noStart = {
  uniform: () => {
    throw new Error('This attack has no random start');
  },
  normal: () => {
    throw new Error('This attack has no random start');
  },
  radius: () => {
    throw new Error('This attack has no random start');
  },
};

async function attackToy(name: string, settings: AttackSettings, epsilon: number): Promise<number[][]> {
  const images = toToyImages(toyInputs);
  const labels = tf.fill([toyInputs.length], toyLabel, 'int32') as tf.Tensor1D;
  const gradient = createLossGradient(createToyModel(), {
    labels,
    classes: toyClasses,
    firstExample: 0,
    sampleKeys: () => [[0, 0]],
  });
  const [examples] = await sweepEpsilons(createAttack(name, settings), images, [epsilon], {
    gradient,
    startNoise: noStart,
  });
  return tf.reshape(examples!, [-1, 4]).arraySync() as number[][];
}

function assertNear(
  t: { true(value: boolean, message: string): void },
  actual: number[][],
  expected: number[][],
) {
  for (const [row, values] of expected.entries()) {
    for (const [column, value] of values.entries()) {
      const got = actual[row]![column]!;
      t.true(Math.abs(got - value) < 1e-5, `row ${row}, column ${column}: expected ${value}, got ${got}`);
    }
  }
}

test('FGSM gives what every attack library gives', async (t) => {
  assertNear(t, await attackToy('fgsm', {}, 0.1), [
    [0, 1, 0.5, 0.1],
    [0.4, 0.6, 0.6, 0.4],
    [0.9, 0.1, 0.3, 0.6],
    [0.2, 0.7, 0.9, 0],
  ]);
});

test('BIM gives what every attack library gives', async (t) => {
  assertNear(t, await attackToy('bim', { alpha: 0.03, steps: 5 }, 0.1), [
    [0, 1, 0.5, 0.1],
    [0.4, 0.6, 0.6, 0.4],
    [0.9, 0.1, 0.3, 0.6],
    [0.2, 0.7, 0.9, 0.06],
  ]);
});

test('PGD in linf without its random start is BIM', async (t) => {
  const settings = { alpha: 0.03, steps: 5 };
  t.deepEqual(
    await attackToy('pgd-linf', { ...settings, randomStart: false }, 0.1),
    await attackToy('bim', settings, 0.1),
  );
});

test('PGD in l2 gives what every attack library gives', async (t) => {
  assertNear(t, await attackToy('pgd-l2', { alpha: 0.2, steps: 5, randomStart: false }, 0.5), [
    [0, 1, 0.68554, 0.14907],
    [0.16708, 0.80751, 0.71119, 0.50011],
    [0.73567, 0.12173, 0.60034, 0.62899],
    [0, 0.9192, 1, 0.08749],
  ]);
});
