import { countExamples } from './count-examples.ts';
import type { LogProbabilities } from './log-probabilities.ts';

/**
 * Mean over examples of −log p(label), in nats.
 * @throws MetricArgumentError see countExamples
 */
export function meanNegativeLogLikelihood(predictions: LogProbabilities, labels: ArrayLike<number>): number {
  const count = countExamples(predictions, labels);
  let sum = 0;
  for (let example = 0; example < count; example++) {
    sum -= predictions.values[example * predictions.classes + labels[example]!]!;
  }
  return sum / count;
}
