import test from 'ava';
import fc from 'fast-check';
import { criticalSuccesses, signTestTail } from '../../src/statistics/sign-test.ts';

// scipy.stats.binom.sf(successes - 1, trials, 0.5)
const published = [
  [15, 20, 0.020694732666015625],
  [8, 8, 0.00390625],
  [60, 100, 0.028443966820490444],
  [521, 1000, 0.09738316423088259],
] as const;
for (const [successes, trials, tail] of published) {
  test(`the chance of ${successes} or more heads of ${trials} is what SciPy says`, (t) => {
    t.true(Math.abs(signTestTail(successes, trials) / tail - 1) < 1e-9);
  });
}

test('without trials nothing is unlikely', (t) => {
  t.is(signTestTail(0, 0), 1);
  t.is(criticalSuccesses(0, 0.05), 1);
});

test('the critical number is the first whose chance is within the level', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom(0.05, 0.01, 0.001), (trials, level) => {
      const critical = criticalSuccesses(trials, level);
      t.true(critical > trials || signTestTail(critical, trials) <= level * (1 + 1e-9));
      t.true(signTestTail(critical - 1, trials) > level * (1 - 1e-9));
    }),
  );
});
