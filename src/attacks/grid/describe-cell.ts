import type { Result } from '../../generated/artifacts/result.ts';
import { areaUnderRoc } from '../../metrics/area-under-roc.ts';
import { brierScore } from '../../metrics/brier-score.ts';
import { countCorrect } from '../../metrics/count-correct.ts';
import { expectedCalibrationError } from '../../metrics/expected-calibration-error.ts';
import { mutualInformation } from '../../metrics/mutual-information.ts';
import { meanNegativeLogLikelihood } from '../../metrics/negative-log-likelihood.ts';
import { predictedClasses } from '../../metrics/predicted-classes.ts';
import { predictiveEntropies } from '../../metrics/predictive-entropy.ts';
import { summarizePerturbation } from '../../metrics/summarize-perturbation.ts';
import { wilsonInterval } from '../../statistics/wilson-interval.ts';
import type { Grid } from './compute-grid.ts';
import { exampleColumns } from './example-metrics.ts';
import type { GridCell } from './grid-cell.ts';
import type { GridRequest } from './grid-request.ts';

export type CellSubject = Pick<Result, 'dataset' | 'model' | 'seed' | 'attack' | 'threat'>;

/** The result.json of a cell: what was attacked, how, and what came of it. */
export function describeCell(cell: GridCell, grid: Grid, request: GridRequest, subject: CellSubject): Result {
  const { attack, model, target, count, classes, attackSamples, evaluationSamples } = request;
  const { dataset, model: name, seed, threat } = subject;
  return {
    dataset,
    model: name,
    ...(seed === undefined ? {} : { seed }),
    network: model.network,
    bayesian: model.bayesian,
    ...(target === model ? {} : { surrogate: target.network }),
    attack: subject.attack,
    ...(subject.attack === attack.name ? {} : { algorithm: attack.name }),
    norm: attack.norm,
    threat,
    epsilon: cell.epsilon,
    settings: attack.settings,
    restarts: attack.settings.restarts ?? 1,
    dropFooled: request.dropFooled,
    attackSamples,
    evaluationSamples,
    ...summarizeCell(cell, {
      clean: grid.clean,
      labels: request.images.labels.subarray(0, count),
      classes,
      sampled: evaluationSamples > 1,
    }),
    zeroGradientShare: grid.zeroGradients / count,
    exampleColumns: [...exampleColumns],
  };
}

type CellSummary = Pick<
  Result,
  | 'accuracy'
  | 'interval'
  | 'correct'
  | 'count'
  | 'loss'
  | 'brier'
  | 'ece'
  | 'cleanAccuracy'
  | 'perturbation'
  | 'uncertainty'
>;

interface SummaryOptions {
  /** The unattacked images' cell. */
  readonly clean: GridCell;
  /** Labels of the cell's images. */
  readonly labels: ArrayLike<number>;
  readonly classes: number;
  /** Whether predictions are of several posterior samples, so that they can disagree. */
  readonly sampled: boolean;
}

/** The figures of result.json that are computed from a cell's numbers. */
function summarizeCell(cell: GridCell, options: SummaryOptions): CellSummary {
  const { clean, labels, classes } = options;
  const predictions = { values: cell.logProbabilities, classes };
  const cleanPredictions = { values: clean.logProbabilities, classes };
  const count = labels.length;
  const correct = countCorrect(predictedClasses(predictions), labels);
  return {
    accuracy: correct / count,
    interval: { ...wilsonInterval(correct, count), level: 0.95 },
    correct,
    count,
    loss: Math.max(0, meanNegativeLogLikelihood(predictions, labels)),
    brier: brierScore(predictions, labels),
    ece: expectedCalibrationError(predictions, labels),
    cleanAccuracy: countCorrect(predictedClasses(cleanPredictions), labels) / count,
    perturbation: summarizePerturbation(cell.linf, cell.l2),
    uncertainty: summarizeUncertainty(cell, options),
  };
}

function summarizeUncertainty(
  cell: GridCell,
  { clean, labels, classes, sampled }: SummaryOptions,
): CellSummary['uncertainty'] {
  const predictions = { values: cell.logProbabilities, classes };
  const cleanPredictions = { values: clean.logProbabilities, classes };
  const entropies = predictiveEntropies(predictions);
  const information = mutualInformation(predictions, cell.expectedEntropies);
  const isWrong = Array.from(predictedClasses(predictions), (label, example) => label !== labels[example]);
  const attackAuroc = (attacked: Float64Array, unattacked: Float64Array) =>
    areaUnderRoc(attacked, unattacked) ?? null;
  const errorAuroc = (scores: Float64Array) =>
    areaUnderRoc(
      scores.filter((_, example) => isWrong[example]),
      scores.filter((_, example) => !isWrong[example]),
    ) ?? null;
  return {
    entropyMean: mean(entropies),
    // One sample cannot disagree with itself. What is left is rounding, and it must not rank examples.
    mutualInformationMean: sampled ? mean(information) : 0,
    attackAuroc: {
      entropy: attackAuroc(entropies, predictiveEntropies(cleanPredictions)),
      mutualInformation: sampled
        ? attackAuroc(information, mutualInformation(cleanPredictions, clean.expectedEntropies))
        : null,
    },
    errorAuroc: {
      entropy: errorAuroc(entropies),
      mutualInformation: sampled ? errorAuroc(information) : null,
    },
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Accuracy over the first `labels.length` images of a cell, which may not be filled beyond them yet. */
export function measureAccuracy(cell: GridCell, labels: ArrayLike<number>, classes: number): number {
  const values = cell.logProbabilities.subarray(0, labels.length * classes);
  return countCorrect(predictedClasses({ values, classes }), labels) / labels.length;
}
