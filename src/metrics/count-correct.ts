import { MetricArgumentError } from './argument-error.ts';

/**
 * Number of examples whose predicted class is their label.
 * @throws MetricArgumentError when the two differ in length
 */
export function countCorrect(predictions: ArrayLike<number>, labels: ArrayLike<number>): number {
  if (predictions.length !== labels.length) {
    throw new MetricArgumentError(
      `Expected as many predictions as labels, got ${predictions.length} and ${labels.length}`,
    );
  }
  let correct = 0;
  for (let example = 0; example < labels.length; example++) {
    if (predictions[example] === labels[example]) correct++;
  }
  return correct;
}
