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
import { findUnlearned } from './learned.ts';
import { describeShortReach, selectWorstRows } from './worst-rows.ts';

/** Answers the questions of the claims from the table of one dataset under one threat. */
export interface Evidence {
  readonly clean: readonly CleanRow[];
  readonly cells: readonly AttackRow[];
  cleanAccuracy(model: string): Accuracy | undefined;
  /** The worst case of a model over the attacks at the largest ε of the small range; selectWorstRows says which that is. */
  strongestSmall(model: string): AttackRow | undefined;
  /** The worst case of a model over the attacks at an ε. */
  worst(model: string, epsilon: number): AttackRow | undefined;
  /** The cell of a model under an attack at an ε. */
  cell(model: string, attack: string, epsilon: number): AttackRow | undefined;
  /** Which images the model classified rightly in that cell, for each repeat; undefined where that is not known. */
  scores(model: string, attack: string, epsilon: number): ImageScores | undefined;
  /**
   * Mean accuracy in the worst case over the attacks, over the large ε that every model of `among` was run with, with the
   * interval of averageCells.
   */
  meanLarge(model: string, among: readonly string[]): Accuracy | undefined;
  /** What some attacks could not reach up to the largest ε of a range, in words; undefined where they reached all. */
  shortReach(range: 'small' | 'large'): string | undefined;
  /** The clean accuracy of a model that did not learn its task; undefined where it did. */
  unlearned(model: string): Estimate | undefined;
  has(model: string): boolean;
}

/** Collects what a table says about one dataset under one threat. */
export function collectEvidence(table: ResultTable, dataset: string, threat: string): Evidence {
  const clean = table.clean.filter((row) => row.dataset === dataset);
  const attacked = table.rows.filter((row) => row.dataset === dataset);
  const cells = rowsUnderThreat(attacked, threat);
  const repeats = rowsUnderThreat(
    listRepeatRows(table).filter((row) => row.dataset === dataset),
    threat,
  );
  const worst = selectWorstRows(cells);
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
      const small = worst.filter((row) => row.model === model && isSmallEpsilon(row.epsilon));
      const end = Math.max(...small.map((row) => row.epsilon));
      return small.find((row) => row.epsilon === end);
    },
    worst: (model, epsilon) => worst.find((row) => row.model === model && row.epsilon === epsilon),
    meanLarge(model, among) {
      const large = worst.filter(({ epsilon }) => !isSmallEpsilon(epsilon));
      const shared = large.filter(
        (row) =>
          row.model === model &&
          among.every((other) => large.some((cell) => cell.model === other && cell.epsilon === row.epsilon)),
      );
      return shared.length === 0
        ? undefined
        : averageCells(shared, findRepeats(shared, repeats), table.outcomes);
    },
    shortReach: (range) =>
      describeShortReach(
        cells.filter(({ epsilon }) => range === 'large' || isSmallEpsilon(epsilon)),
        Infinity,
      ),
    unlearned: (model) => findUnlearned(model, clean, attacked),
  };
}

/** The single repeats of some pooled rows. */
export function findRepeats(rows: readonly AttackRow[], repeats: readonly AttackRow[]): AttackRow[] {
  const names = new Set(rows.map(nameRow));
  return repeats.filter((row) => names.has(nameRow(row)));
}

function nameRow({ model, attack, epsilon }: AttackRow): string {
  return JSON.stringify([model, attack, epsilon]);
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
