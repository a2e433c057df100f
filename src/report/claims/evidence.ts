import { isWorstCase } from '../../results/attack-table.ts';
import { isSmallEpsilon } from '../../results/epsilon-ranges.ts';
import { groupBy } from '../../results/group-by.ts';
import type { Outcomes } from '../../results/outcomes.ts';
import {
  type AttackRow,
  type CleanRow,
  listCleanRepeats,
  listRepeatRows,
  type ResultTable,
} from '../../results/result-table.ts';
import { rowsUnderThreat } from '../../results/select-rows.ts';
import { averageEstimates, type Estimate } from '../../statistics/estimate.ts';
import { type ImageScores, scoreCells } from '../../statistics/image-scores.ts';
import { mean } from '../../statistics/mean.ts';
import { addChanceToShare, estimateShare } from '../../statistics/over-repeats.ts';
import type { Accuracy } from '../../statistics/paired-difference.ts';
import { estimateMean } from '../../statistics/student-t.ts';

/** Answers the questions of the claims from the table of one dataset under one threat. */
export interface Evidence {
  readonly clean: readonly CleanRow[];
  readonly cells: readonly AttackRow[];
  cleanAccuracy(model: string): Accuracy | undefined;
  /**
   * The cell with the lowest accuracy of a model at the largest ε of the small range. That is the worst case over attacks where
   * the table has one.
   */
  strongestSmall(model: string): AttackRow | undefined;
  /** The cell of a model under an attack at an ε. */
  cell(model: string, attack: string, epsilon: number): AttackRow | undefined;
  /** Which images the model classified rightly in that cell, for each repeat; undefined where that is not known. */
  scores(model: string, attack: string, epsilon: number): ImageScores | undefined;
  /**
   * Mean accuracy over the attacks and large ε that every model of `among` was run with, with the interval of averageCells.
   * countOnce says which attacks count.
   */
  meanLarge(model: string, among: readonly string[]): Accuracy | undefined;
  has(model: string): boolean;
}

/** Collects what a table says about one dataset under one threat. */
export function collectEvidence(table: ResultTable, dataset: string, threat: string): Evidence {
  const clean = table.clean.filter((row) => row.dataset === dataset);
  const cells = rowsUnderThreat(
    table.rows.filter((row) => row.dataset === dataset),
    threat,
  );
  const repeats = rowsUnderThreat(
    listRepeatRows(table).filter((row) => row.dataset === dataset),
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
      scoreRepeats(
        groupBy(
          repeats.filter((row) => row.model === model && row.attack === attack && row.epsilon === epsilon),
          ({ seed }) => [seed],
        ),
        table.outcomes,
      ),
    has: (model) => cells.some((row) => row.model === model),
    cleanAccuracy(model) {
      const row = clean.find((candidate) => candidate.model === model);
      if (row === undefined) return undefined;
      const own = listCleanRepeats(table).filter(
        (candidate) => candidate.dataset === dataset && candidate.model === model,
      );
      const scores = scoreRepeats(
        own.map((row) => [row]),
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
      return shared.length === 0 ? undefined : averageCells(shared, repeats.filter(isShared), table.outcomes);
    },
  };
}

/** Twice the accuracy of guessing. A network above it has learned something. */
export const barelyAboveChance = 0.2;

/** The worst case would count its attacks twice, and random noise is no attack. */
function isAttack(row: AttackRow): boolean {
  return !isWorstCase(row) && row.algorithm !== 'noise';
}

/** Tells which rows a mean over attacks counts. Of several settings of one algorithm only the first does, so none counts twice. */
export function countOnce(rows: readonly AttackRow[]): (row: AttackRow) => boolean {
  return (row) =>
    isAttack(row) && row.attack === rows.find(({ algorithm }) => algorithm === row.algorithm)?.attack;
}

/**
 * Mean accuracy over cells of one model, with the scores of single images where they are known.
 *
 * The interval is the mean of the cells' own intervals, which covers the chance of the images. Where the model was trained
 * several times and every repeat was run with all the cells, it is widened by Student's t over the repeats.
 * @param rows the cells, with the repeats of each pooled
 * @param repeats the same cells, a row for each repeat
 */
export function averageCells(
  rows: readonly AttackRow[],
  repeats: readonly AttackRow[],
  outcomes: ResultTable['outcomes'],
): Accuracy {
  const bySeed = groupBy(repeats, ({ seed }) => [seed]);
  const isComplete = bySeed.every((own) => own.length === rows.length);
  const estimate =
    bySeed.length > 1 && isComplete
      ? addChanceToShare(
          estimateMean(bySeed.map((own) => mean(own.map(({ accuracy }) => accuracy)))),
          averageEstimates(rows.map(({ accuracy, count }) => estimateShare(accuracy, count))),
        )
      : averageEstimates(rows.map(accuracyOf));
  return { ...estimate, scores: isComplete ? scoreRepeats(bySeed, outcomes) : undefined };
}

function scoreRepeats<Row>(
  repeats: readonly (readonly Row[])[],
  outcomes: ReadonlyMap<Row, Outcomes> | undefined,
): ImageScores | undefined {
  const scores = repeats.map((rows) => scoreCells(rows.map((row) => outcomes?.get(row))));
  return scores.length > 0 && scores.every((images) => images !== undefined)
    ? (scores as ImageScores)
    : undefined;
}

/** Accuracy of a cell with its interval. */
export function accuracyOf({ accuracy, low, high }: AttackRow): Estimate {
  return { value: accuracy, low, high };
}

/** Accuracy on the same images before the attack, with the same posterior samples. */
export function accuracyBefore({ cleanAccuracy, count }: AttackRow): Estimate {
  return estimateShare(cleanAccuracy, count);
}
