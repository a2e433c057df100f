import type { AttackedCell } from '../results/read-cells.ts';
import { criticalSuccesses, signTestTail } from '../statistics/sign-test.ts';

/** Two cells with the same images. The first should not be more accurate than the second. */
export interface CellPair {
  readonly upper: AttackedCell;
  readonly lower: AttackedCell;
}

/** By how much the first cell of a pair is more accurate than the second. */
export interface PairedExcess {
  readonly pair: CellPair;
  /** Accuracy of `upper` minus accuracy of `lower`. */
  readonly excess: number;
  /** The smallest excess that chance alone reaches with a probability of at most `level`, given how many images differ. */
  readonly critical: number;
  readonly pValue: number;
  /** Numbers of images that are right under `upper` alone, and under `lower` alone. */
  readonly upperOnly: number;
  readonly lowerOnly: number;
}

const LEVEL = 0.05;

/**
 * Finds the pair that contradicts "upper is not more accurate than lower" most, by McNemar's exact one-sided test (1947): of the
 * images on which two cells differ, half should be right under each. With m pairs the level is 0.05 / m (Bonferroni), so that
 * more pairs do not mean more false alarms.
 * @returns undefined where no pair has labels and the same number of images on both sides
 */
export function findLargestExcess(pairs: readonly CellPair[]): PairedExcess | undefined {
  const judged = pairs.filter(isComparable);
  const level = LEVEL / judged.length;
  return judged
    .map((pair) => measureExcess(pair, level))
    .reduce<PairedExcess | undefined>(
      (worst, next) =>
        worst === undefined ||
        next.pValue < worst.pValue ||
        (next.pValue === worst.pValue && next.excess > worst.excess)
          ? next
          : worst,
      undefined,
    );
}

function isComparable({ upper, lower }: CellPair): boolean {
  return (
    upper.correct !== undefined &&
    lower.correct !== undefined &&
    upper.correct.length === lower.correct.length
  );
}

function measureExcess(pair: CellPair, level: number): PairedExcess {
  const [a, b] = [pair.upper.correct!, pair.lower.correct!];
  let [upperOnly, lowerOnly] = [0, 0];
  for (let image = 0; image < a.length; image++) {
    if (a[image]! > b[image]!) upperOnly++;
    else if (a[image]! < b[image]!) lowerOnly++;
  }
  const differing = upperOnly + lowerOnly;
  return {
    pair,
    excess: (upperOnly - lowerOnly) / a.length,
    critical: (2 * criticalSuccesses(differing, level) - differing) / a.length,
    pValue: signTestTail(upperOnly, differing),
    upperOnly,
    lowerOnly,
  };
}
