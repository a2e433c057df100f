import { wilsonInterval } from '../statistics/wilson-interval.ts';
import { groupBy } from './group-by.ts';
import type { Norm } from './norm-of-attack.ts';
import type { AttackedCell } from './read-cells.ts';

/** The minimum over all attacks of one norm on one model at one ε, image by image. */
export interface WorstCase {
  /** The cells it was taken over: at least two. */
  readonly cells: readonly AttackedCell[];
  readonly norm: Norm;
  readonly epsilon: number;
  /** For each image 1 where it was classified rightly under every attack. */
  readonly correct: Uint8Array;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Accuracy against an adversary who picks for each image the attack that works (as RobustBench and AutoAttack report
 * it; Croce and Hein 2020, section 6). Groups of a single attack are left out: the attack's own cell says it all; so are
 * cells without labels or with different numbers of images.
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
      const right = correct.reduce((sum, value) => sum + value, 0);
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
