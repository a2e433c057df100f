import type { CleanRow } from '../../generated/artifacts/clean.ts';
import type { Metrics } from '../../generated/artifacts/metrics.ts';

/** Columns of clean.csv, in order. */
export const cleanColumns = [
  'dataset',
  'model',
  'accuracy',
  'low',
  'high',
  'count',
  'nll',
  'ece',
  'brier',
  'beta',
  'epochs',
  'bestEpoch',
] as const satisfies readonly (keyof CleanRow)[];

/** The row of a trained model, from what it measured on all test images. */
export function toCleanRow(metrics: Metrics): CleanRow {
  const { dataset, model, testAccuracy, testCount, testNll, ece, brier, beta, epochs, bestEpoch } = metrics;
  return {
    dataset,
    model,
    accuracy: testAccuracy.value,
    low: testAccuracy.low,
    high: testAccuracy.high,
    count: testCount,
    nll: testNll,
    ece,
    brier,
    beta,
    epochs,
    bestEpoch,
  };
}
