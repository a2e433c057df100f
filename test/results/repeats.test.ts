import test from 'ava';
import fc from 'fast-check';
import { toAttackRow } from '../../src/results/attack-table.ts';
import { poolAttackRows } from '../../src/results/pool-repeats.ts';
import { summarizeRepeats } from '../../src/results/summary-table.ts';
import { addChanceToShare, estimateOverRepeats } from '../../src/statistics/over-repeats.ts';
import { estimateMean } from '../../src/statistics/student-t.ts';
import { makeCell } from './cells.ts';

const rows = [0.8, 0.9, 0.85].map((share, seed) =>
  toAttackRow(makeCell({ seed: String(seed), count: 1000, right: share * 1000 })),
);

test('the interval of a mean is that of a one-sample t test', (t) => {
  // SciPy: stats.t.interval(0.95, 2, mean, sem).
  const { value, low, high, deviation } = estimateMean([0.8, 0.9, 0.85]);
  const near = (a: number, b: number) => t.true(Math.abs(a - b) < 1e-6, `${a} ${b}`);
  near(value, 0.85);
  near(low, 0.7257931);
  near(high, 0.9742069);
  near(deviation, 0.05);
});

test('one value has no spread to judge by', (t) => {
  t.throws(() => estimateMean([0.5]), { code: 'STATISTICS_ARGUMENT' });
});

test('trainings of one cell become one row with both intervals', (t) => {
  const [row, ...others] = summarizeRepeats(rows);
  t.deepEqual(others, []);
  t.like(row, { seeds: 3, interval: 'student-t', lowest: 0.8, highest: 0.9, count: 1000 });
  t.true(Math.abs(row!.accuracy - 0.85) < 1e-12);
  // Wilson of 2550 of 3000 (SciPy binomtest(2550, 3000).proportion_ci, method wilson).
  t.true(Math.abs(row!.pooledLow - 0.836768) < 1e-5, String(row!.pooledLow));
  t.true(Math.abs(row!.pooledHigh - 0.862337) < 1e-5, String(row!.pooledHigh));
});

test('a single training keeps its own interval', (t) => {
  const [row] = summarizeRepeats([{ ...rows[0]!, low: 0.7, high: 0.9 }]);
  t.like(row, { seeds: 1, interval: 'wilson', low: 0.7, high: 0.9, deviation: null });
});

test('figures and verdicts get one row for all trainings, and a lone one as it is', (t) => {
  const alone = toAttackRow(makeCell({ model: 'alexnet' }));
  const pooled = poolAttackRows([...rows, alone]);
  t.is(pooled.length, 2);
  t.is(pooled[0]!.seed, null);
  t.true(Math.abs(pooled[0]!.accuracy - 0.85) < 1e-12);
  t.is(pooled[1], alone);
});

test('a pooled interval stays within 0 and 1 and holds its mean', (t) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 5 }), (counts) => {
      const [row] = poolAttackRows(
        counts.map((right, seed) => toAttackRow(makeCell({ seed: String(seed), count: 50, right }))),
      );
      t.true(0 <= row!.low && row!.low <= row!.accuracy + 1e-12);
      t.true(row!.accuracy - 1e-12 <= row!.high && row!.high <= 1);
    }),
  );
});

test('trainings that agree on every image leave the chance of the images', (t) => {
  const { value, low, high } = estimateOverRepeats([0.975, 0.975, 0.975], 40);
  // SciPy: binomtest(39, 40).proportion_ci(method='wilson').
  const near = (a: number, b: number) => t.true(Math.abs(a - b) < 1e-4, `${a} ${b}`);
  near(value, 0.975);
  near(low, 0.8712);
  near(high, 0.9956);
});

test('two chances add as squares, side by side, and an interval is never narrower than either', (t) => {
  const joined = addChanceToShare(
    { value: 0.5, low: 0.47, high: 0.54 },
    { value: 0.6, low: 0.56, high: 0.63 },
  );
  const near = (a: number, b: number) => t.true(Math.abs(a - b) < 1e-12, `${a} ${b}`);
  near(joined.value, 0.5);
  near(joined.low, 0.45);
  near(joined.high, 0.55);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 50, max: 5000 }),
      (counts, images) => {
        const shares = counts.map((right) => right / 50);
        const both = estimateOverRepeats(shares, images);
        const trainings = estimateMean(shares);
        t.true(both.low <= Math.max(0, trainings.low) + 1e-12);
        t.true(both.high >= Math.min(1, trainings.high) - 1e-12);
      },
    ),
  );
});
