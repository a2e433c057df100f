import { isSmallEpsilon } from '../figures/figure-catalogue.ts';
import { isWorstCase } from '../results/attack-table.ts';
import { groupBy } from '../results/group-by.ts';
import type { Outcomes } from '../results/outcomes.ts';
import {
  type AttackRow,
  type CleanRow,
  listCleanTrainings,
  listTrainingRows,
  type ResultTable,
} from '../results/result-table.ts';
import { rowsUnderThreat } from '../results/select-rows.ts';
import { averageEstimates, type Estimate } from '../statistics/estimate.ts';
import { type ImageScores, scoreCells } from '../statistics/image-scores.ts';
import { estimateShare, joinChances } from '../statistics/over-trainings.ts';
import type { Accuracy } from '../statistics/paired-difference.ts';
import { estimateMean } from '../statistics/student-t.ts';

/** The table of one dataset under one threat, asked the questions that claims ask. */
export interface Evidence {
  readonly clean: readonly CleanRow[];
  readonly cells: readonly AttackRow[];
  cleanAccuracy(model: string): Accuracy | undefined;
  /**
   * At the largest epsilon of the small range that was run, the attack that leaves the model least; the minimum over
   * attacks, where there is one.
   */
  strongestSmall(model: string): AttackRow | undefined;
  /** The cell of a model under a certain attack and epsilon. */
  cell(model: string, attack: string, epsilon: number): AttackRow | undefined;
  /** Which images that cell got right, in each training; undefined where that is not known. */
  scores(model: string, attack: string, epsilon: number): ImageScores | undefined;
  /**
   * Mean accuracy beyond the small range, over the attacks (random noise is none, and of several settings of one
   * algorithm the first counts) and epsilons that every model of `among` was run with. Its interval is
   * that of averageCells.
   */
  meanLarge(model: string, among: readonly string[]): Accuracy | undefined;
  has(model: string): boolean;
}

export function collectEvidence(table: ResultTable, dataset: string, threat: string): Evidence {
  const clean = table.clean.filter((row) => row.dataset === dataset);
  const cells = rowsUnderThreat(
    table.rows.filter((row) => row.dataset === dataset),
    threat,
  );
  const trainings = rowsUnderThreat(
    listTrainingRows(table).filter((row) => row.dataset === dataset),
    threat,
  );
  const isCounted = countOnce(cells);
  const find = (model: string, attack: string, epsilon: number): AttackRow | undefined =>
    cells.find((row) => row.model === model && row.attack === attack && row.epsilon === epsilon);

  return {
    clean,
    cells,
    cell: find,
    scores: (model, attack, epsilon) =>
      scoreTrainings(
        groupBy(
          trainings.filter((row) => row.model === model && row.attack === attack && row.epsilon === epsilon),
          ({ seed }) => [seed],
        ),
        table.outcomes,
      ),
    has: (model) => cells.some((row) => row.model === model),
    cleanAccuracy(model) {
      const row = clean.find((candidate) => candidate.model === model);
      if (row === undefined) return undefined;
      const own = listCleanTrainings(table).filter((one) => one.dataset === dataset && one.model === model);
      const scores = scoreTrainings(
        own.map((training) => [training]),
        table.cleanOutcomes,
      );
      return { value: row.accuracy, low: row.low, high: row.high, scores };
    },
    strongestSmall(model) {
      const small = cells.filter(
        (row) => row.model === model && row.epsilon > 0 && isSmallEpsilon(row.epsilon),
      );
      const end = Math.max(...small.map((row) => row.epsilon));
      return small
        .filter((row) => row.epsilon === end)
        .reduce<AttackRow | undefined>(
          (a, b) => (a === undefined || b.accuracy < a.accuracy ? b : a),
          undefined,
        );
    },
    meanLarge(model, among) {
      const isShared = (row: AttackRow): boolean =>
        row.model === model &&
        !isSmallEpsilon(row.epsilon) &&
        isCounted(row) &&
        among.every((other) => find(other, row.attack, row.epsilon) !== undefined);
      const shared = cells.filter(isShared);
      return shared.length === 0
        ? undefined
        : averageCells(shared, trainings.filter(isShared), table.outcomes);
    },
  };
}

/** Twice chance: a network above it has learned something. */
export const barelyAboveChance = 0.2;

/** Minima over attacks would count those twice, and random noise is no attack. */
function isAttack(row: AttackRow): boolean {
  return !isWorstCase(row) && row.algorithm !== 'noise';
}

/** Which rows a mean over attacks counts: of several settings of one algorithm the first, so that none counts twice. */
export function countOnce(rows: readonly AttackRow[]): (row: AttackRow) => boolean {
  return (row) =>
    isAttack(row) && row.attack === rows.find(({ algorithm }) => algorithm === row.algorithm)?.attack;
}

/**
 * Mean accuracy, and that of each image where it is known. The interval: over several trainings that were run with the same
 * cells Student's t, joined with the mean of the cells' own intervals, which is the chance of the images; else the latter alone.
 * @param rows of one model, its trainings taken together
 * @param trainings the same, training by training
 */
export function averageCells(
  rows: readonly AttackRow[],
  trainings: readonly AttackRow[],
  outcomes: ResultTable['outcomes'],
): Accuracy {
  const repeats = groupBy(trainings, ({ seed }) => [seed]);
  const isComplete = repeats.every((training) => training.length === rows.length);
  const estimate =
    repeats.length > 1 && isComplete
      ? joinChances(
          estimateMean(repeats.map(meanAccuracy)),
          averageEstimates(rows.map(({ accuracy, count }) => estimateShare(accuracy, count))),
        )
      : averageEstimates(rows.map(accuracyOf));
  return { ...estimate, scores: isComplete ? scoreTrainings(repeats, outcomes) : undefined };
}

function scoreTrainings<Row>(
  trainings: readonly (readonly Row[])[],
  outcomes: ReadonlyMap<Row, Outcomes> | undefined,
): ImageScores | undefined {
  const scores = trainings.map((rows) => scoreCells(rows.map((row) => outcomes?.get(row))));
  return scores.length > 0 && scores.every((images) => images !== undefined)
    ? (scores as ImageScores)
    : undefined;
}

export function accuracyOf({ accuracy, low, high }: AttackRow): Estimate {
  return { value: accuracy, low, high };
}

/** Accuracy on the same images before the attack, judged by the same samples. */
export function accuracyBefore({ cleanAccuracy, count }: AttackRow): Estimate {
  return estimateShare(cleanAccuracy, count);
}

function meanAccuracy(rows: readonly AttackRow[]): number {
  return rows.reduce((sum, row) => sum + row.accuracy, 0) / rows.length;
}
