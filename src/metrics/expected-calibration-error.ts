import { countExamples } from './count-examples.ts';
import type { LogProbabilities } from './log-probabilities.ts';
import { predictedClasses } from './predicted-classes.ts';

const BINS = 15;

/**
 * Expected calibration error: Σ over bins of (share of examples in the bin) · |accuracy − mean confidence|, with
 * 15 bins ](b−1)/15, b/15] of the top label's probability (Guo et al. 2017, "On calibration of modern neural
 * networks", eq. 3).
 * @throws MetricArgumentError see countExamples
 */
export function expectedCalibrationError(predictions: LogProbabilities, labels: ArrayLike<number>): number {
  const count = countExamples(predictions, labels);
  const { values, classes } = predictions;
  // In a bin, the sum of (correct − confidence) equals its size times (accuracy − mean confidence).
  const gaps = new Float64Array(BINS);
  const topLabels = predictedClasses(predictions);
  for (let example = 0; example < count; example++) {
    const top = topLabels[example]!;
    const confidence = Math.min(1, Math.exp(values[example * classes + top]!));
    const bin = Math.max(0, Math.ceil(confidence * BINS) - 1);
    gaps[bin]! += (top === labels[example] ? 1 : 0) - confidence;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / count;
}
