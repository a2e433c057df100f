import test from 'ava';
import fc from 'fast-check';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';

const proportion = fc
  .integer({ min: 1, max: 10_000 })
  .chain((count) => fc.tuple(fc.integer({ min: 0, max: count }), fc.constant(count)));

test('agrees with published values', (t) => {
  // R: prop.test(15, 148, correct = FALSE), the example of Newcombe 1998, Table I (81/263, 15/148, 0/20, 1/29).
  const examples: [number, number, number, number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ];
  for (const [correct, count, low, high] of examples) {
    const interval = wilsonInterval(correct, count);
    t.true(Math.abs(interval.low - low) < 5e-5, `${correct}/${count} low ${interval.low}`);
    t.true(Math.abs(interval.high - high) < 5e-5, `${correct}/${count} high ${interval.high}`);
  }
});

test('its ends are the proportions that a two-sided normal test at 5% just rejects', (t) => {
  fc.assert(
    fc.property(proportion, ([correct, count]) => {
      const { low, high } = wilsonInterval(correct, count);
      for (const end of [low, high]) {
        if (end === 0 || end === 1) continue;
        const z = Math.abs(correct / count - end) / Math.sqrt((end * (1 - end)) / count);
        if (Math.abs(z - 1.959963984540054) > 1e-6) return false;
      }
      return low >= 0 && high <= 1 && low <= correct / count && correct / count <= high;
    }),
  );
  t.pass();
});

test('is symmetric in right and wrong', (t) => {
  fc.assert(
    fc.property(proportion, ([correct, count]) => {
      const right = wilsonInterval(correct, count);
      const wrong = wilsonInterval(count - correct, count);
      return Math.abs(right.low - (1 - wrong.high)) < 1e-12 && Math.abs(right.high - (1 - wrong.low)) < 1e-12;
    }),
  );
  t.pass();
});

test('narrows with the number of examples', (t) => {
  const widths = [10, 100, 1000].map((count) => {
    const { low, high } = wilsonInterval(0.7 * count, count);
    return high - low;
  });
  t.true(widths[0]! > widths[1]! && widths[1]! > widths[2]!);
});

for (const [correct, count] of [
  [1, 0],
  [3, 2],
  [-1, 2],
  [0.5, 2],
] as const) {
  test(`refuses ${correct} of ${count}`, (t) => {
    t.like(
      t.throws(() => wilsonInterval(correct, count)),
      { code: 'STATISTICS_ARGUMENT' },
    );
  });
}
