import test from 'ava';
import { runChecks } from '../../src/checks/run-checks.ts';
import type { GradientNormRow } from '../../src/generated/artifacts/norms.ts';
import type { AttackedCell } from '../../src/results/read-cells.ts';
import { type CellOptions, makeCell } from '../results/cells.ts';

/** Of 200 images those from the first that are right. */
const right = (count: number) => Array.from({ length: 200 }, (_, image) => (image < count ? 1 : 0));
const cell = (attack: string, epsilon: number, count: number, more: CellOptions = {}) =>
  makeCell({ attack, epsilon, correct: right(count), ...more });

function check(
  name: string,
  cells: readonly AttackedCell[],
  norms: readonly GradientNormRow[] = [],
  classes = new Map([['mnist', 10]]),
) {
  const rows = runChecks({ cells, norms, classes }).filter((row) => row.name === name);
  if (rows.length === 0) throw new Error(`No row for ${name}`);
  return rows;
}
const outcomeOf = (...args: Parameters<typeof check>) =>
  check(...args)
    .map((row) => row.outcome)
    .join();

test('without cells every check says that it is not applicable, and what it needs', (t) => {
  const rows = runChecks({ cells: [], norms: [], classes: new Map() });
  t.is(rows.length, 9);
  t.true(rows.every((row) => row.outcome === 'not-applicable' && row.value === null));
  t.regex(rows.find((row) => row.name === 'noise-weaker-than-attacks')!.detail, /needs noise/);
});

test('iterative attacks: weaker than one step beyond chance fails, within it passes', (t) => {
  const name = 'iterative-at-least-single-step';
  t.is(outcomeOf(name, [cell('fgsm', 0.1, 100), cell('bim', 0.1, 60)]), 'passed');
  t.is(outcomeOf(name, [cell('fgsm', 0.1, 100), cell('bim', 0.1, 103)]), 'passed');
  t.is(outcomeOf(name, [cell('fgsm', 0.1, 100), cell('bim', 0.1, 130)]), 'failed');
  t.is(outcomeOf(name, [cell('fgsm', 0.1, 100), cell('bim', 0.2, 130)]), 'not-applicable');
});

test('its number is the difference of accuracies and its limit what chance explains', (t) => {
  const steps = { alpha: 0.001, steps: 20 };
  const [row] = check('iterative-at-least-single-step', [
    cell('fgsm', 0.1, 100),
    cell('bim', 0.1, 104, { settings: steps }),
  ]);
  t.is(row!.value, 0.02);
  // Of 4 differing images not even all 4 on one side have p below 0.05.
  t.is(row!.threshold, (2 * 5 - 4) / 200);
  t.regex(row!.detail, /steps reach 0\.02 only/);
  t.is(row!.subject, 'mnist, lenet, direct, bim');
});

test('many comparisons share the level: what fails alone may pass among many', (t) => {
  const pairs = (count: number) =>
    Array.from({ length: count }, (_, i) => [
      cell('fgsm', (i + 1) / 100, 100),
      cell('bim', (i + 1) / 100, i === 0 ? 106 : 100),
    ]).flat();
  t.is(outcomeOf('iterative-at-least-single-step', pairs(1)), 'failed');
  t.is(outcomeOf('iterative-at-least-single-step', pairs(20)), 'passed');
});

test('accuracy that rises with epsilon fails', (t) => {
  const curve = (...counts: number[]) => counts.map((count, i) => cell('fgsm', i / 10, count));
  t.is(outcomeOf('accuracy-falls-with-epsilon', curve(180, 100, 50)), 'passed');
  t.is(outcomeOf('accuracy-falls-with-epsilon', curve(180, 50, 100)), 'failed');
  t.is(outcomeOf('accuracy-falls-with-epsilon', curve(180)), 'not-applicable');
});

test('unbounded attacks must leave no more than guessing', (t) => {
  const interval = (accuracy: number, low: number): AttackedCell => {
    const made = cell('pgd-linf', 1, accuracy * 200);
    return { ...made, result: { ...made.result, interval: { low, high: 1, level: 0.95 } } };
  };
  t.is(outcomeOf('unbounded-reaches-chance', [interval(0.1, 0.06)]), 'passed');
  t.is(outcomeOf('unbounded-reaches-chance', [interval(0.4, 0.33)]), 'failed');
  t.is(outcomeOf('unbounded-reaches-chance', [interval(0.4, 0.33)], [], new Map()), 'not-applicable');
});

test('twice the steps: only pairs of equal algorithm and settings count, and a percent is tolerated', (t) => {
  const pgd = (attack: string, steps: number, count: number, alpha = 0.01) =>
    cell(attack, 0.1, count, { algorithm: 'pgd-linf', settings: { alpha, steps } });
  const name = 'doubling-steps-changes-nothing';
  t.is(outcomeOf(name, [pgd('pgd-50', 50, 100), pgd('pgd-100', 100, 99)]), 'passed');
  t.is(outcomeOf(name, [pgd('pgd-50', 50, 100), pgd('pgd-100', 100, 50)]), 'failed');
  t.is(outcomeOf(name, [pgd('pgd-50', 50, 100), pgd('pgd-80', 80, 50)]), 'not-applicable');
  t.is(outcomeOf(name, [pgd('pgd-50', 50, 100), pgd('pgd-100', 100, 50, 0.02)]), 'not-applicable');
});

test('transfer may not fool images that direct attacks leave alone, beyond what its judge gets wrong', (t) => {
  const b = { model: 'blenet', bayesian: true };
  const cells = (transferCount: number, attack = 'fgsm') => [
    cell(attack, 0, 190, b),
    cell(attack, 0, 186, { ...b, threat: 'transfer' }),
    cell(attack, 0.1, 100, b),
    cell(attack, 0.1, transferCount, { ...b, threat: 'transfer' }),
  ];
  const name = 'white-box-at-least-transfer';
  t.is(outcomeOf(name, cells(150)), 'passed');
  t.is(outcomeOf(name, cells(97)), 'passed');
  t.is(outcomeOf(name, cells(50)), 'failed');
  t.like(check(name, cells(50))[0], { value: 0.25 });
  t.is(outcomeOf(name, cells(50).slice(2)), 'not-applicable');
  // Noise is random under either threat.
  t.is(outcomeOf(name, cells(50, 'noise')), 'not-applicable');
});

test('more than a percent of zero gradients fails; noise follows none', (t) => {
  const name = 'share-of-zero-gradients';
  t.is(outcomeOf(name, [cell('fgsm', 0.1, 9, { zeroGradientShare: 0.005 })]), 'passed');
  t.is(outcomeOf(name, [cell('fgsm', 0.1, 9, { zeroGradientShare: 0.3 })]), 'failed');
  t.is(outcomeOf(name, [cell('noise', 0.1, 9, { zeroGradientShare: 0.3 })]), 'not-applicable');
});

test('square is weighed against the strongest attack with gradients', (t) => {
  const name = 'gradient-free-no-stronger';
  const weak = cell('fgsm', 0.1, 150);
  t.is(outcomeOf(name, [weak, cell('pgd-linf', 0.1, 50), cell('square', 0.1, 80)]), 'passed');
  t.is(outcomeOf(name, [weak, cell('square', 0.1, 80)]), 'failed');
});

test('an attack that does less than noise fails', (t) => {
  const name = 'noise-weaker-than-attacks';
  t.is(
    outcomeOf(name, [cell('noise', 0.1, 190), cell('fgsm', 0.1, 20), cell('bim', 0.1, 198)]),
    'passed,failed',
  );
});

test('an expected gradient that falls like noise fails', (t) => {
  const norm = (samples: number, l2Mean: number) =>
    ({
      dataset: 'mnist',
      model: 'blenet',
      bayesian: true,
      seed: null,
      samples,
      l2Mean,
      count: 9,
    }) as GradientNormRow;
  const name = 'expected-gradient-remains';
  t.is(outcomeOf(name, [], [norm(1, 1), norm(16, 0.9)]), 'passed');
  t.is(outcomeOf(name, [], [norm(1, 1), norm(16, 0.25)]), 'failed');
  t.is(outcomeOf(name, [], [norm(1, 1), norm(2, 0.25)]), 'not-applicable');
});

test('each dataset, model, training and threat is a subject of its own', (t) => {
  const pair = (more: CellOptions) => [cell('fgsm', 0.1, 100, more), cell('bim', 0.1, 50, more)];
  const rows = check('iterative-at-least-single-step', [
    ...pair({ seed: '1' }),
    ...pair({ seed: '2' }),
    ...pair({ model: 'blenet', bayesian: true, threat: 'transfer' }),
  ]);
  t.deepEqual(
    rows.map((row) => row.subject),
    [
      'mnist, lenet (seed 1), direct, bim',
      'mnist, lenet (seed 2), direct, bim',
      'mnist, blenet, transfer, bim',
    ],
  );
});

test('without labels nothing can be compared image by image', (t) => {
  const blind = [makeCell({ attack: 'fgsm' }), makeCell({ attack: 'bim' })];
  t.is(outcomeOf('iterative-at-least-single-step', blind), 'not-applicable');
});

test('a failure that the steps of the attack explain is expected by the protocol', (t) => {
  const name = 'iterative-at-least-single-step';
  const bim = (epsilon: number, count: number) =>
    cell('bim', epsilon, count, { settings: { alpha: 0.001, steps: 20 } });
  const single = [cell('fgsm', 0.02, 100), cell('fgsm', 0.1, 50)];
  const expected = (...cells: AttackedCell[]) => {
    const [row] = check(name, [...single, ...cells]);
    return [row!.outcome, row!.expectedByProtocol];
  };
  t.deepEqual(expected(bim(0.02, 100), bim(0.1, 150)), ['failed', true]);
  t.deepEqual(expected(bim(0.1, 150)), ['failed', true]);
  // α · steps is ε here: the steps would do.
  t.deepEqual(expected(bim(0.02, 150)), ['failed', false]);
  t.deepEqual(expected(bim(0.02, 150), bim(0.1, 190)), ['failed', false]);
  t.deepEqual(expected(bim(0.02, 100), bim(0.1, 50)), ['passed', false]);
  t.deepEqual(expected(cell('bim', 0.1, 150, { settings: { relativeAlpha: 2.5, steps: 20 } })), [
    'failed',
    false,
  ]);
});

test('accuracy that rises with epsilon is never expected, however short the steps are', (t) => {
  const short = { settings: { alpha: 0.001, steps: 20 } };
  const [row] = check('accuracy-falls-with-epsilon', [
    cell('bim', 0.1, 50, short),
    cell('bim', 0.3, 100, short),
  ]);
  t.like(row, { outcome: 'failed', expectedByProtocol: false });
});

test('an unbounded attack of short steps is expected to leave more than guessing', (t) => {
  const unbounded = (settings: CellOptions['settings']) => {
    const made = cell('pgd-linf', 1, 100, { settings: settings! });
    const strong = { ...made, result: { ...made.result, interval: { low: 0.4, high: 0.6, level: 0.95 } } };
    return check('unbounded-reaches-chance', [strong as AttackedCell])[0]!.expectedByProtocol;
  };
  t.true(unbounded({ alpha: 0.001, steps: 20 }));
  t.false(unbounded({ alpha: 0.1, steps: 20 }));
});
