import { MetricArgumentError } from './argument-error.ts';
import type { LogProbabilities } from './log-probabilities.ts';

/**
 * Counts the examples, and checks that predictions and labels belong together.
 * @throws MetricArgumentError when there are no examples, when the numbers of predictions and labels differ, or when a label is not
 * a class
 */
export function countExamples(predictions: LogProbabilities, labels: ArrayLike<number>): number {
  const { values, classes } = predictions;
  const count = labels.length;
  if (count === 0) throw new MetricArgumentError('Expected at least one example, got none');
  if (values.length !== count * classes) {
    throw new MetricArgumentError(
      `Expected ${count} × ${classes} log-probabilities for ${count} labels, got ${values.length}`,
    );
  }
  for (let example = 0; example < count; example++) {
    const label = labels[example]!;
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      throw new MetricArgumentError(
        `Expected labels from 0 to ${classes - 1}, got ${label} at example ${example}`,
      );
    }
  }
  return count;
}
