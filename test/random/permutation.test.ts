import test from 'ava';
import fc from 'fast-check';
import { deriveKey, drawPermutation } from '../../src/random/index.ts';

test('every index comes once', (t) => {
  fc.assert(
    fc.property(fc.nat(2000), fc.maxSafeInteger(), (count, seed) => {
      const order = drawPermutation(count, deriveKey(seed));
      t.deepEqual(
        [...order].sort((a, b) => a - b),
        Array.from({ length: count }, (_, index) => index),
      );
    }),
  );
});

test('the same key gives the same order, another key another', (t) => {
  t.deepEqual(drawPermutation(100, [1, 2]), drawPermutation(100, [1, 2]));
  t.notDeepEqual(drawPermutation(100, [1, 2]), drawPermutation(100, [1, 3]));
});

test('all orders of four are equally frequent', (t) => {
  const trials = 24_000;
  const counts = new Map<string, number>();
  for (let seed = 0; seed < trials; seed++) {
    const order = drawPermutation(4, [seed, 0]).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  t.is(counts.size, 24);
  const expected = trials / 24;
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 23 degrees of freedom: exceeded once in a million.
  t.true(chiSquare < 68, `χ² = ${chiSquare}`);
});
