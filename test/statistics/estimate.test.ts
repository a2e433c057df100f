import test from 'ava';
import fc from 'fast-check';
import { averageEstimates, subtractEstimates, sumEstimates } from '../../src/statistics/estimate.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';

function proportion([correct, count]: readonly [number, number]) {
  return { value: correct / count, ...wilsonInterval(correct, count) };
}

const anyProportion = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([count, share]) => proportion([Math.floor(share * count), count]));

// Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10.
const published = [
  { a: [56, 70], b: [48, 80], low: 0.0524, high: 0.3339 },
  { a: [9, 10], b: [3, 10], low: 0.1705, high: 0.809 },
  { a: [10, 10], b: [0, 20], low: 0.6791, high: 1 },
] as const;
for (const { a, b, low, high } of published) {
  test(`difference of ${a.join('/')} and ${b.join('/')} has the interval that Newcombe printed`, (t) => {
    const difference = subtractEstimates(proportion(a), proportion(b));
    t.true(Math.abs(difference.low - low) < 5e-4, String(difference.low));
    t.true(Math.abs(difference.high - high) < 5e-4, String(difference.high));
  });
}

test('an interval of a sum holds its value, and swaps ends when the sum is negated', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(anyProportion, anyProportion, (a, b) => {
        const forth = subtractEstimates(a, b);
        const back = subtractEstimates(b, a);
        t.true(forth.low <= forth.value && forth.value <= forth.high);
        t.true(Math.abs(forth.low + back.high) < 1e-12 && Math.abs(forth.high + back.low) < 1e-12);
      }),
    ),
  );
});

test('one term with weight one is the estimate itself', (t) => {
  const estimate = proportion([9, 10]);
  const { low, high } = sumEstimates([{ weight: 1, estimate }]);
  t.true(Math.abs(low - estimate.low) < 1e-12 && Math.abs(high - estimate.high) < 1e-12);
});

test('the mean of estimates on the same images is no more certain than they are', (t) => {
  const estimate = proportion([40, 100]);
  const { low, high } = averageEstimates([estimate, estimate, estimate]);
  t.true(Math.abs(low - estimate.low) < 1e-12 && Math.abs(high - estimate.high) < 1e-12);
});
