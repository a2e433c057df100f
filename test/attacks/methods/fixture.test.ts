import test from 'ava';
import type { AttackSettings } from '../../../src/attacks/attack.ts';
import { createAttack } from '../../../src/attacks/methods/registry.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { computeToyGrid } from '../toy-grid.ts';
import { toyInputs, toyLabel } from '../toy-model.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

async function attackToy(name: string, settings: AttackSettings, epsilon: number): Promise<number[][]> {
  const count = toyInputs.length;
  const { cells } = await computeToyGrid({
    attack: createAttack(name, settings),
    epsilons: [epsilon],
    images: {
      count,
      height: 1,
      width: 1,
      channels: 4,
      pixels: Float32Array.from(toyInputs.flat()),
      labels: new Uint8Array(count).fill(toyLabel),
    },
    batchSize: count,
    keepExamples: count,
  });
  return toyInputs.map((_, row) => [...cells[0]!.examples.slice(row * 4, row * 4 + 4)]);
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
