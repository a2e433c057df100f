import { averageEstimates, type Estimate, subtractEstimates } from './estimate.ts';
import { type ImageScores, sumScores } from './image-scores.ts';
import { mean } from './mean.ts';
import { Z_95 } from './normal-quantile.ts';
import { addChance } from './over-trainings.ts';
import { estimateMean } from './student-t.ts';

/** An accuracy, with what it was on each image where that is known. */
export interface Accuracy extends Estimate {
  readonly scores?: ImageScores | undefined;
}

export interface Difference extends Estimate {
  /** Whether the images' own scores were compared; else the accuracies were taken as independent. */
  readonly isPaired: boolean;
}

/**
 * What a model has more than another that was judged on the same images. Where both have scores, image by image and
 * training by training (see estimatePaired); else as if they were independent, which is rather too wide.
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

/** Mean of accuracies on the same images, with its scores where all have them. */
export function averageAccuracies(accuracies: readonly Accuracy[]): Accuracy {
  const weight = 1 / accuracies.length;
  return {
    ...averageEstimates(accuracies),
    scores: sumScores(accuracies.map(({ scores }) => ({ weight, scores }))),
  };
}

/**
 * Mean of differences (trainings × images), with a 95% interval in which both chances count: that of the images, by
 * estimatePairedMean over each image's mean, and that of the training, by Student's t over the trainings' means where there
 * are several.
 */
export function estimatePaired(differences: ImageScores): Estimate {
  const [first] = differences as [Float64Array];
  const overTrainings = first.map((_, image) => mean(differences.map((images) => images[image]!)));
  const images = estimatePairedMean(overTrainings);
  if (differences.length === 1) return images;
  return addChance(estimateMean(differences.map((scores) => mean(scores))), images);
}

/**
 * Mean of differences of shares between −1 and 1, one for each image, with Wald's 95% interval after two images more were
 * added, one with the difference 1 and one with −1. Of single trials that is the interval of Bonett and Price 2012
 * ("Adjusted Wald confidence interval for a difference of binomial proportions based on paired data", eq. 3), which keeps its
 * coverage with few images and its width where all agree.
 */
export function estimatePairedMean(differences: ArrayLike<number>): Estimate {
  const values = Array.from(differences);
  const count = values.length + 2;
  const centre = values.reduce((sum, x) => sum + x, 0) / count;
  const square = (values.reduce((sum, x) => sum + x * x, 0) + 2) / count;
  const half = Z_95 * Math.sqrt((square - centre * centre) / count);
  return { value: mean(values), low: centre - half, high: centre + half };
}
