import test from 'ava';
import fc from 'fast-check';
import { sumScores } from '../../src/statistics/image-scores.ts';
import {
  averageAccuracies,
  compareAccuracies,
  estimatePaired,
  estimatePairedMean,
} from '../../src/statistics/paired-difference.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';

/** A difference for each image: `more` that only the first got right, `fewer` only the second. */
function listDifferences(count: number, more: number, fewer: number): number[] {
  return Array.from({ length: count }, (_, image) => (image < more ? 1 : image < more + fewer ? -1 : 0));
}

// Examples of the R packages statpsych (ci.prop.ps) and contingencytables (Wald_CI_BonettPrice_paired_2x2).
const published = [
  { count: 48, more: 26, fewer: 4, low: 0.2548067, high: 0.6251933 },
  { count: 161, more: 6, fewer: 16, low: -0.1195, high: -0.0032 },
];
for (const { count, more, fewer, low, high } of published) {
  test(`${more} against ${fewer} of ${count} images has the interval that Bonett and Price's method gives in R`, (t) => {
    const estimate = estimatePairedMean(listDifferences(count, more, fewer));
    const digits = String(low).length - String(low).indexOf('.') - 1;
    t.is(estimate.low.toFixed(digits), low.toFixed(digits));
    t.is(estimate.high.toFixed(digits), high.toFixed(digits));
    t.is(estimate.value, (more - fewer) / count);
  });
}

const anyDifferences = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });

test('an interval holds its value, swaps ends when negated, and has a width even where all images agree', (t) => {
  fc.assert(
    fc.property(anyDifferences, (differences) => {
      const { value, low, high } = estimatePairedMean(differences);
      const back = estimatePairedMean(differences.map((x) => -x));
      t.true(low <= value && value <= high && high - low > 0);
      t.true(Math.abs(low + back.high) < 1e-12 && Math.abs(high + back.low) < 1e-12);
    }),
  );
});

function accuracyOf(images: readonly number[]) {
  const correct = images.reduce((sum, x) => sum + x, 0);
  return {
    value: correct / images.length,
    ...wilsonInterval(correct, images.length),
    scores: [Float64Array.from(images)],
  };
}

test('models that get the same images right are compared with a narrower interval than models that do not', (t) => {
  const better = Array.from({ length: 200 }, (_, image) => (image < 120 ? 1 : 0));
  const worse = Array.from({ length: 200 }, (_, image) => (image < 100 ? 1 : 0));
  const width = (a: object, b: object) => {
    const { low, high } = compareAccuracies(a as never, b as never);
    return high - low;
  };
  const nested = compareAccuracies(accuracyOf(better), accuracyOf(worse));
  const apart = compareAccuracies(accuracyOf(better), accuracyOf([...worse].reverse()));
  t.true(nested.isPaired && apart.isPaired);
  t.true(Math.abs(nested.value - 0.1) < 1e-12 && Math.abs(apart.value - 0.1) < 1e-12);
  t.true(nested.low > 0);
  t.true(apart.low < 0);
  const { scores: _, ...unknown } = accuracyOf(worse);
  const independent = compareAccuracies(accuracyOf(better), unknown);
  t.false(independent.isPaired);
  t.true(nested.high - nested.low < 0.6 * (independent.high - independent.low));
  t.true(width(accuracyOf(better), accuracyOf(worse.slice(1))) > 0, 'other numbers of images');
});

test('several trainings add the chance of the training', (t) => {
  const images = Float64Array.from(listDifferences(400, 60, 20));
  const shift = (by: number) => images.map((x) => x + by);
  const alone = estimatePaired([images]);
  const same = estimatePaired([images, images, images]);
  t.deepEqual([same.low.toFixed(12), same.high.toFixed(12)], [alone.low.toFixed(12), alone.high.toFixed(12)]);
  const { value, low } = estimatePaired([shift(-0.1), images, shift(0.1)]);
  t.true(Math.abs(value - 0.1) < 1e-12);
  // Student's t with 2 degrees of freedom is 4.303, of a standard error of .1 / √3.
  t.true(Math.abs(value - low - Math.hypot(4.3027 * (0.1 / Math.sqrt(3)), alone.value - alone.low)) < 1e-4);
});

test('means of accuracies keep the images, unless one does not know them', (t) => {
  const [a, b] = [accuracyOf([1, 0, 1, 1]), accuracyOf([0, 0, 1, 1])];
  t.deepEqual([...averageAccuracies([a, b]).scores![0]!], [0.5, 0, 1, 1]);
  t.is(averageAccuracies([a, { ...b, scores: undefined }]).scores, undefined);
  t.is(
    sumScores([
      { weight: 1, scores: a.scores },
      { weight: 1, scores: [...b.scores, ...b.scores] },
    ]),
    undefined,
  );
});
