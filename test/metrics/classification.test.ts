import test from 'ava';
import fc from 'fast-check';
import { brierScore } from '../../src/metrics/brier-score.ts';
import { countCorrect } from '../../src/metrics/count-correct.ts';
import { expectedCalibrationError } from '../../src/metrics/expected-calibration-error.ts';
import { meanNegativeLogLikelihood } from '../../src/metrics/negative-log-likelihood.ts';
import { predictedClasses } from '../../src/metrics/predicted-classes.ts';
import { fromProbabilities, labelledPredictions } from './predictions.ts';

const near = (actual: number, expected: number) => Math.abs(actual - expected) < 1e-12;

test('the predicted class is the most probable, of equals the first', (t) => {
  const predictions = fromProbabilities([
    [0.1, 0.2, 0.7],
    [0.4, 0.4, 0.2],
    [0.2, 0.4, 0.4],
  ]);
  t.deepEqual([...predictedClasses(predictions)], [2, 0, 1]);
});

test('counts the right predictions', (t) => {
  t.is(countCorrect([1, 2, 3, 3], [1, 2, 0, 3]), 3);
  t.like(
    t.throws(() => countCorrect([1], [1, 2])),
    { code: 'METRIC_ARGUMENT' },
  );
});

test('negative log-likelihood is the mean of -log p(label)', (t) => {
  const predictions = fromProbabilities([
    [0.5, 0.5],
    [0.125, 0.875],
  ]);
  t.true(near(meanNegativeLogLikelihood(predictions, [0, 0]), (Math.log(2) + Math.log(8)) / 2));
});

test('negative log-likelihood stays finite where a probability underflows', (t) => {
  t.is(meanNegativeLogLikelihood({ values: [-2000, 0], classes: 2 }, [0]), 2000);
});

test('Brier score sums squared differences over all classes', (t) => {
  const predictions = fromProbabilities([
    [0.7, 0.2, 0.1],
    [0, 1, 0],
  ]);
  t.true(near(brierScore(predictions, [0, 2]), (0.09 + 0.04 + 0.01 + 2) / 2));
});

test('Brier score is 0 for certain and right, 2 for certain and wrong, (k-1)/k for uniform', (t) => {
  t.is(brierScore(fromProbabilities([[1, 0]]), [0]), 0);
  t.is(brierScore(fromProbabilities([[1, 0]]), [1]), 2);
  t.true(near(brierScore(fromProbabilities([[0.25, 0.25, 0.25, 0.25]]), [3]), 0.75));
});

test("calibration error weighs each bin's gap by its share of the examples", (t) => {
  // Bin ]13/15, 14/15]: confidence .9 three times, two right. Bin ]8/15, 9/15]: confidence .6 once, wrong.
  const predictions = fromProbabilities([
    [0.9, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.6, 0.4],
  ]);
  const expected = (3 * Math.abs(2 / 3 - 0.9) + 1 * Math.abs(0 - 0.6)) / 4;
  t.true(near(expectedCalibrationError(predictions, [0, 0, 0, 1]), expected));
});

test('over- and underconfidence of different bins do not cancel', (t) => {
  const predictions = fromProbabilities([
    [0.75, 0.25],
    [0.55, 0.45],
  ]);
  t.true(near(expectedCalibrationError(predictions, [1, 0]), (0.75 + 0.45) / 2));
});

test('certain and right has no calibration error, certain and wrong has all of it', (t) => {
  t.is(expectedCalibrationError(fromProbabilities([[1, 0]]), [0]), 0);
  t.is(expectedCalibrationError(fromProbabilities([[1, 0]]), [1]), 1);
});

test('scores stay in their ranges', (t) => {
  fc.assert(
    fc.property(labelledPredictions, ({ predictions, labels }) => {
      const ece = expectedCalibrationError(predictions, labels);
      const brier = brierScore(predictions, labels);
      return (
        ece >= 0 &&
        ece <= 1 &&
        brier >= 0 &&
        brier <= 2 + 1e-9 &&
        meanNegativeLogLikelihood(predictions, labels) >= -1e-9
      );
    }),
  );
  t.pass();
});

test('scores do not depend on the order of the examples', (t) => {
  fc.assert(
    fc.property(labelledPredictions, ({ predictions, labels }) => {
      const { values, classes } = predictions;
      const rows = labels.map((_, i) => values.slice(i * classes, (i + 1) * classes));
      const reversed = { values: rows.toReversed().flat(), classes };
      return [expectedCalibrationError, brierScore, meanNegativeLogLikelihood].every(
        (metric) => Math.abs(metric(predictions, labels) - metric(reversed, labels.toReversed())) < 1e-9,
      );
    }),
  );
  t.pass();
});

const malformed: [string, ArrayLike<number>, ArrayLike<number>][] = [
  ['no examples', [], []],
  ['fewer predictions than labels', [0, 0], [0, 1]],
  ['a label that is no class', [0, 0], [2]],
  ['a label that is no whole number', [0, 0], [0.5]],
];
for (const [what, values, labels] of malformed) {
  for (const metric of [expectedCalibrationError, brierScore, meanNegativeLogLikelihood]) {
    test(`${metric.name} refuses ${what}`, (t) => {
      t.like(
        t.throws(() => metric({ values, classes: 2 }, labels)),
        { code: 'METRIC_ARGUMENT' },
      );
    });
  }
}
