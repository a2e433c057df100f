import type { GradientNormRow } from '../../generated/artifacts/norms.ts';

/** Columns of norms.csv, in order. */
export const normColumns = [
  'dataset',
  'model',
  'network',
  'bayesian',
  'seed',
  'samples',
  'l2Mean',
  'l2Low',
  'l2High',
  'linfMean',
  'linfLow',
  'linfHigh',
  'signalShare',
  'zeroShare',
  'count',
] as const satisfies readonly (keyof GradientNormRow)[];
