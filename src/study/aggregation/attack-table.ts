import type { Result } from '../../generated/artifacts/result.ts';
import type { AttackRow } from '../../generated/artifacts/table.ts';

/** Columns of table.csv, in order: first the key of a row, then what was measured, then how. */
export const attackColumns = [
  'dataset',
  'model',
  'network',
  'bayesian',
  'threat',
  'attack',
  'epsilon',
  'accuracy',
  'low',
  'high',
  'count',
  'loss',
  'cleanAccuracy',
  'linfMean',
  'linfMax',
  'l2Mean',
  'l2Max',
  'zeroGradientShare',
  'evaluationSamples',
  'attackSamples',
  'alpha',
  'steps',
  'randomStart',
] as const satisfies readonly (keyof AttackRow)[];

/** The row of a cell. Without its time, so that the same results give the same table. */
export function toAttackRow(result: Result): AttackRow {
  const { dataset, model, network, bayesian, threat, attack, epsilon } = result;
  const { accuracy, interval, count, loss, cleanAccuracy, perturbation, zeroGradientShare, settings } =
    result;
  return {
    dataset,
    model,
    network,
    bayesian,
    threat,
    attack,
    epsilon,
    accuracy,
    low: interval.low,
    high: interval.high,
    count,
    loss,
    cleanAccuracy,
    linfMean: perturbation.linfMean,
    linfMax: perturbation.linfMax,
    l2Mean: perturbation.l2Mean,
    l2Max: perturbation.l2Max,
    zeroGradientShare,
    evaluationSamples: result.evaluationSamples,
    attackSamples: result.attackSamples,
    alpha: settings.alpha ?? null,
    steps: settings.steps ?? null,
    randomStart: settings.randomStart ?? null,
  };
}
