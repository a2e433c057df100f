import test from 'ava';
import fc from 'fast-check';
import { areaUnderRoc } from '../../src/metrics/area-under-roc.ts';
import { mutualInformation } from '../../src/metrics/mutual-information.ts';
import { predictiveEntropies } from '../../src/metrics/predictive-entropy.ts';
import { summarizePerturbation } from '../../src/metrics/summarize-perturbation.ts';
import { fromProbabilities, labelledPredictions } from './predictions.ts';

const near = (actual: number, expected: number) => Math.abs(actual - expected) < 1e-12;

test('entropy is log k for uniform, 0 for certain, and closed form between', (t) => {
  const [uniform, certain, between] = predictiveEntropies(
    fromProbabilities([
      [0.25, 0.25, 0.25, 0.25],
      [1, 0, 0, 0],
      [0.5, 0.25, 0.25, 0],
    ]),
  );
  t.true(near(uniform!, Math.log(4)));
  t.is(certain, 0);
  t.true(near(between!, 1.5 * Math.log(2)));
});

test('entropy lies between 0 and log k', (t) => {
  fc.assert(
    fc.property(labelledPredictions, ({ predictions }) =>
      predictiveEntropies(predictions).every((h) => h >= 0 && h <= Math.log(predictions.classes) + 1e-9),
    ),
  );
  t.pass();
});

test('mutual information is all of the entropy where certain samples disagree, none where they agree', (t) => {
  const mean = fromProbabilities([
    [0.5, 0.5],
    [0.5, 0.5],
  ]);
  // First example: samples [1, 0] and [0, 1]. Second: both [.5, .5].
  const [disagree, agree] = mutualInformation(mean, [0, Math.log(2)]);
  t.true(near(disagree!, Math.log(2)));
  t.is(agree, 0);
});

test('mutual information is never negative, whatever rounding says', (t) => {
  t.is(mutualInformation(fromProbabilities([[0.5, 0.5]]), [Math.log(2) + 1e-7])[0], 0);
});

test('mutual information refuses entropies of other examples', (t) => {
  t.like(
    t.throws(() => mutualInformation(fromProbabilities([[0.5, 0.5]]), [0, 0])),
    { code: 'METRIC_ARGUMENT' },
  );
});

test('area under the ROC curve is 1 for separated, 0 for reversed, one half for equal scores', (t) => {
  t.is(areaUnderRoc([3, 4], [1, 2]), 1);
  t.is(areaUnderRoc([1, 2], [3, 4]), 0);
  t.is(areaUnderRoc([1, 1, 1], [1, 1]), 0.5);
});

test('area under the ROC curve has no value without both kinds, or with scores that are no numbers', (t) => {
  t.is(areaUnderRoc([], [1]), undefined);
  t.is(areaUnderRoc([1], []), undefined);
  t.is(areaUnderRoc([Number.NaN], [1]), undefined);
});

test('area under the ROC curve is the share of pairs a positive wins, ties half', (t) => {
  const scores = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(scores, scores, (positives, negatives) => {
      let wins = 0;
      for (const p of positives) for (const n of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0;
      return near(areaUnderRoc(positives, negatives)!, wins / positives.length / negatives.length);
    }),
  );
  t.pass();
});

test('summarizes perturbations by mean and maximum', (t) => {
  t.deepEqual(summarizePerturbation([0.25, 0.75], [1, 2]), {
    linfMean: 0.5,
    linfMax: 0.75,
    l2Mean: 1.5,
    l2Max: 2,
  });
  t.like(
    t.throws(() => summarizePerturbation([], [])),
    { code: 'METRIC_ARGUMENT' },
  );
  t.like(
    t.throws(() => summarizePerturbation([1], [1, 2])),
    { code: 'METRIC_ARGUMENT' },
  );
});
