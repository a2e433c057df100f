import { mutualInformation } from '../../metrics/mutual-information.ts';
import { predictedClasses } from '../../metrics/predicted-classes.ts';
import { predictiveEntropies } from '../../metrics/predictive-entropy.ts';
import type { GridCell } from './grid-cell.ts';

/** Columns of example-metrics.npy, in order. Entropies and losses are in nats. */
export const exampleColumns = [
  'label',
  'predicted',
  'confidence',
  'loss',
  'entropy',
  'mutualInformation',
  'linf',
  'l2',
] as const;

/**
 * Measures each image of a cell, for minima over attacks and plots of uncertainty.
 * @param labels [images]
 * @param sampled whether predictions are of several posterior samples. If not, their mutual information is 0
 * @returns [images, columns], row by row
 */
export function measureExamples(
  cell: GridCell,
  labels: ArrayLike<number>,
  classes: number,
  sampled: boolean,
): Float32Array {
  const predictions = { values: cell.logProbabilities, classes };
  const predicted = predictedClasses(predictions);
  const entropies = predictiveEntropies(predictions);
  const information = mutualInformation(predictions, cell.expectedEntropies);
  const rows = Array.from(labels, (label, example): Record<(typeof exampleColumns)[number], number> => {
    const logProbabilityOf = (c: number) => cell.logProbabilities[example * classes + c]!;
    return {
      label,
      predicted: predicted[example]!,
      confidence: Math.exp(logProbabilityOf(predicted[example]!)),
      loss: Math.max(0, -logProbabilityOf(label)),
      entropy: entropies[example]!,
      mutualInformation: sampled ? information[example]! : 0,
      linf: cell.linf[example]!,
      l2: cell.l2[example]!,
    };
  });
  return Float32Array.from(rows.flatMap((row) => exampleColumns.map((column) => row[column])));
}
