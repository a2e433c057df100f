import type { AttackedCell } from '../results/read-cells.ts';
import { criticalSuccesses, signTestTail } from '../statistics/sign-test.ts';

/** Two cells of the same images, of which the first should not be the more accurate. */
export interface CellPair {
  readonly upper: AttackedCell;
  readonly lower: AttackedCell;
}

export interface PairedExcess {
  readonly pair: CellPair;
  /** Accuracy of `upper` less that of `lower`. */
  readonly excess: number;
  /** Least excess that chance alone explains at most with probability `level`, given on how many images the two differ. */
  readonly critical: number;
  readonly pValue: number;
  /** Images right under `upper` alone, and under `lower` alone. */
  readonly upperOnly: number;
  readonly lowerOnly: number;
}

const LEVEL = 0.05;

/**
 * Of several pairs the one that most contradicts "upper is not more accurate than lower", by McNemar's exact one-sided
 * test (1947): of the images on which the two differ, half should be right under either. With m pairs the level is
 * 0.05 / m (Bonferroni), so that looking in many places finds nothing by chance more often.
 * Undefined where no pair has labels and equally many images.
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
