import { countExamples } from './count-examples.ts';
import type { LogProbabilities } from './log-probabilities.ts';

/**
 * Mean over examples of Σ over classes of (p − [class is the label])², from 0 to 2
 * (Brier 1950, "Verification of forecasts expressed in terms of probability").
 * @throws MetricArgumentError see countExamples
 */
export function brierScore(predictions: LogProbabilities, labels: ArrayLike<number>): number {
  const count = countExamples(predictions, labels);
  const { values, classes } = predictions;
  let sum = 0;
  for (let example = 0; example < count; example++) {
    for (let c = 0; c < classes; c++) {
      const target = c === labels[example] ? 1 : 0;
      sum += (Math.min(1, Math.exp(values[example * classes + c]!)) - target) ** 2;
    }
  }
  // Probabilities of float32 logarithms may add up to a little more than 1.
  return Math.min(2, sum / count);
}
