import { sum } from '../statistics/mean.ts';
import { wilsonInterval } from '../statistics/wilson-interval.ts';
import type { Norm } from './attack-labels.ts';
import { groupBy } from './group-by.ts';
import type { AttackedCell } from './read-cells.ts';

/** The worst case over all attacks of one norm on one model at one ε, image by image. */
export interface WorstCase {
  /** The cells it was taken over: at least two. */
  readonly cells: readonly AttackedCell[];
  readonly norm: Norm;
  readonly epsilon: number;
  /** For each image: 1 where it was classified rightly under every attack, else 0. */
  readonly correct: Uint8Array;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Finds the accuracy against an attacker who picks, for each image, an attack that works. RobustBench and AutoAttack report the
 * same number (Croce and Hein 2020, section 6).
 *
 * A single attack has no worst case of its own, because its cell already says the same. Cells without labels and groups of
 * cells with different numbers of images are left out too.
 */
export function findWorstCases(cells: readonly AttackedCell[]): WorstCase[] {
  const judged = cells.filter((cell) => cell.correct !== undefined);
  const groups = groupBy(judged, ({ result, seed, norm }) => [
    result.dataset,
    result.model,
    seed,
    result.threat,
    norm,
    result.epsilon,
  ]);
  return groups
    .filter((group) => group.length > 1)
    .filter((group) => group.every((cell) => cell.result.count === group[0]!.result.count))
    .map((group) => {
      const [first] = group as [AttackedCell];
      const correct = first.correct!.map((_, image) => (group.every((cell) => cell.correct![image]) ? 1 : 0));
      const right = sum(correct);
      return {
        cells: group,
        norm: first.norm,
        epsilon: first.result.epsilon,
        correct,
        accuracy: right / correct.length,
        ...wilsonInterval(right, correct.length),
      };
    });
}
