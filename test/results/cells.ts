import type { AttackedCell } from '../../src/results/read-cells.ts';

export interface CellOptions {
  readonly model?: string;
  readonly bayesian?: boolean;
  readonly seed?: string | null;
  readonly threat?: 'direct' | 'transfer';
  readonly attack?: string;
  readonly algorithm?: string;
  readonly settings?: Readonly<Record<string, number | boolean>>;
  readonly epsilon?: number;
  readonly norm?: 'linf' | 'l2';
  /** A 1 for each image that is classified rightly; undefined: no labels were at hand. */
  readonly correct?: readonly number[] | undefined;
  readonly count?: number;
  readonly right?: number;
  readonly zeroGradientShare?: number;
  readonly metrics?: Readonly<Record<string, number | null>>;
}

/** A cell whose numbers of interest are given, for tests. */
export function makeCell(options: CellOptions = {}): AttackedCell {
  const { model = 'lenet', attack = 'fgsm', epsilon = 0.1, seed = null, correct, metrics } = options;
  const right = correct?.reduce((sum, value) => sum + value, 0) ?? options.right ?? 0;
  const count = correct?.length ?? options.count ?? 4;
  const algorithm = options.algorithm ?? attack;
  return {
    result: {
      dataset: 'mnist',
      model,
      network: model,
      bayesian: options.bayesian ?? false,
      threat: options.threat ?? 'direct',
      attack,
      epsilon,
      settings: options.settings ?? {},
      attackSamples: 1,
      evaluationSamples: 1,
      accuracy: right / count,
      interval: { low: 0, high: 1, level: 0.95 },
      correct: right,
      count,
      loss: 1,
      brier: 0.25,
      ece: 0.125,
      cleanAccuracy: 1,
      perturbation: { linfMean: epsilon, linfMax: epsilon, l2Mean: epsilon, l2Max: epsilon },
      zeroGradientShare: options.zeroGradientShare ?? 0,
      uncertainty: {
        entropyMean: 1,
        mutualInformationMean: 0,
        attackAuroc: { entropy: 0.5, mutualInformation: null },
        errorAuroc: { entropy: 0.5, mutualInformation: null },
      },
      ...(metrics === undefined ? {} : { metrics: { ...metrics } }),
    },
    seed,
    algorithm,
    norm: options.norm ?? 'linf',
    correct: correct && Uint8Array.from(correct),
  };
}
