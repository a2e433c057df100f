import { averageEstimates, type Estimate, subtractEstimates } from './estimate.ts';
import { type ImageScores, sumScores } from './image-scores.ts';
import { mean, sum } from './mean.ts';
import { Z_95 } from './normal-interval.ts';
import { addChance } from './over-repeats.ts';
import { estimateMean } from './student-t.ts';

/** An accuracy, with the scores of the single images where they are known. */
export interface Accuracy extends Estimate {
  readonly scores?: ImageScores | undefined;
}

export interface Difference extends Estimate {
  /** Whether it was computed image by image. If not, the two accuracies were treated as independent. */
  readonly isPaired: boolean;
}

/**
 * Difference a − b of two accuracies on the same images. Where the scores of both are known, they are compared image by
 * image and repeat by repeat (see estimatePaired). If not, they are treated as independent, which makes the interval too
 * wide.
 */
export function compareAccuracies(a: Accuracy, b: Accuracy): Difference {
  const scores = sumScores([
    { weight: 1, scores: a.scores },
    { weight: -1, scores: b.scores },
  ]);
  return scores
    ? { ...estimatePaired(scores), isPaired: true }
    : { ...subtractEstimates(a, b), isPaired: false };
}

/** Mean of accuracies on the same images, with scores where all of them have scores. */
export function averageAccuracies(accuracies: readonly Accuracy[]): Accuracy {
  const weight = 1 / accuracies.length;
  return {
    ...averageEstimates(accuracies),
    scores: sumScores(accuracies.map(({ scores }) => ({ weight, scores }))),
  };
}

/**
 * Mean of differences with a 95% interval. It covers the chance of the images (estimatePairedMean over each image's mean)
 * and, where there are several repeats, that of the training (Student's t over the means of the repeats).
 * @param differences [repeat][image]; at least one repeat
 */
export function estimatePaired(differences: ImageScores): Estimate {
  const [first] = differences as [Float64Array];
  const imageMeans = first.map((_, image) => mean(differences.map((images) => images[image]!)));
  const images = estimatePairedMean(imageMeans);
  if (differences.length === 1) return images;
  return addChance(estimateMean(differences.map((scores) => mean(scores))), images);
}

/**
 * Mean of differences between −1 and 1, one for each image, with an adjusted Wald 95% interval: two more images are added
 * first, one with the difference 1 and one with −1. Where every difference is −1, 0 or 1 this is the interval of Bonett
 * and Price 2012 ("Adjusted Wald confidence interval for a difference of binomial proportions based on paired data",
 * eq. 3). It covers well with few images, and it does not shrink to nothing where all images agree.
 */
export function estimatePairedMean(differences: ArrayLike<number>): Estimate {
  const values = Array.from(differences);
  const count = values.length + 2;
  const centre = sum(values) / count;
  const square = (sum(values.map((x) => x * x)) + 2) / count;
  const half = Z_95 * Math.sqrt((square - centre * centre) / count);
  return { value: mean(values), low: centre - half, high: centre + half };
}
