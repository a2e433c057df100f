import test from 'ava';
import fc from 'fast-check';
import { findFirstEpsilons } from '../../src/results/first-epsilon.ts';

const key = {
  dataset: 'mnist',
  model: 'lenet',
  bayesian: false,
  seed: null,
  threat: 'direct',
  attack: 'fgsm',
  norm: 'linf',
} as const;
const cell = (epsilon: number, correct: readonly number[]) => ({
  row: { ...key, epsilon },
  correct: Uint8Array.from(correct),
});

test('each image has the smallest epsilon that fools it, in whatever order cells come', (t) => {
  const { images, rows, survival } = findFirstEpsilons([
    cell(0.2, [0, 0, 0, 1]),
    cell(0, [0, 1, 1, 1]),
    cell(0.1, [1, 0, 1, 1]),
  ]);
  t.deepEqual([...images[0]!], [0, 0.1, 0.2, Number.POSITIVE_INFINITY]);
  t.like(rows[0], { median: 0.1, wrongFromStart: 0.25, survivors: 0.25, largestEpsilon: 0.2, epsilons: 3 });
  t.deepEqual(
    survival.map((row) => [row.epsilon, row.survival]),
    [
      [0, 0.75],
      [0.1, 0.5],
      [0.2, 0.25],
    ],
  );
});

test('the median is null where most images outlast the grid', (t) => {
  t.is(findFirstEpsilons([cell(0.1, [0, 1, 1])]).rows[0]!.median, null);
});

test('attacks are told apart', (t) => {
  const other = { ...cell(0.1, [1]), row: { ...key, attack: 'bim', epsilon: 0.1 } };
  t.deepEqual(
    findFirstEpsilons([cell(0.1, [0]), other]).rows.map((row) => [row.attack, row.survivors]),
    [
      ['fgsm', 0],
      ['bim', 1],
    ],
  );
});

test('survival never rises and never exceeds accuracy', (t) => {
  const images = fc.array(fc.constantFrom(0, 1), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(images, { minLength: 1, maxLength: 5 }), (cells) => {
      const { survival } = findFirstEpsilons(cells.map((correct, i) => cell(i / 10, correct)));
      survival.forEach((row, i) => {
        t.true(row.survival <= (survival[i - 1]?.survival ?? 1));
        t.true(row.survival <= cells[i]!.reduce<number>((sum, value) => sum + value, 0) / 4);
      });
    }),
  );
});
