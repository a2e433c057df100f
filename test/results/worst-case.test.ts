import test from 'ava';
import fc from 'fast-check';
import { toWorstCaseRow } from '../../src/results/attack-table.ts';
import { findWorstCases } from '../../src/results/worst-case.ts';
import { makeCell } from './cells.ts';

test('an image counts as right only if it is right under every attack of the norm', (t) => {
  const [worst, ...others] = findWorstCases([
    makeCell({ attack: 'fgsm', correct: [1, 1, 0, 0] }),
    makeCell({ attack: 'bim', correct: [1, 0, 1, 0] }),
  ]);
  t.deepEqual([...worst!.correct], [1, 0, 0, 0]);
  t.is(worst!.accuracy, 0.25);
  t.is(toWorstCaseRow(worst!).attack, 'worst-case-linf');
  t.deepEqual(others, []);
});

test('norms, epsilons, seeds, models and threats are kept apart', (t) => {
  const pair = (options: object) => [
    makeCell({ attack: 'fgsm', correct: [1, 0], ...options }),
    makeCell({ attack: 'bim', correct: [0, 1], ...options }),
  ];
  const cells = [
    ...pair({}),
    ...pair({ norm: 'l2' }),
    ...pair({ epsilon: 0.2 }),
    ...pair({ seed: '2' }),
    ...pair({ model: 'blenet' }),
    ...pair({ threat: 'transfer' }),
  ];
  t.deepEqual(
    findWorstCases(cells).map((worst) => worst.accuracy),
    [0, 0, 0, 0, 0, 0],
  );
});

test('a single attack, or cells without labels, have no minimum', (t) => {
  t.deepEqual(findWorstCases([makeCell({ correct: [1] })]), []);
  t.deepEqual(findWorstCases([makeCell({ attack: 'a' }), makeCell({ attack: 'b' })]), []);
});

test('the minimum is never above any attack', (t) => {
  const images = fc.array(fc.constantFrom(0, 1), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(images, { minLength: 2, maxLength: 4 }), (attacks) => {
      const cells = attacks.map((correct, i) => makeCell({ attack: `attack-${i}`, correct }));
      const [worst] = findWorstCases(cells);
      t.true(cells.every((cell) => worst!.accuracy <= cell.result.accuracy));
      t.true(worst!.low <= worst!.accuracy && worst!.accuracy <= worst!.high);
    }),
  );
});
