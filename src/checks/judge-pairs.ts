import { countThings } from '../../runner/src/base/words.ts';
import { formatShare } from '../results/format-numbers.ts';
import type { AttackedCell } from '../results/read-cells.ts';
import { type CheckFinding, isWithinReach } from './check.ts';
import { type CellPair, findLargestExcess, type PairedExcess } from './paired-excess.ts';

/**
 * Judges "upper is not more accurate than lower" over several pairs by the worst of them.
 * @param options.tolerated an excess up to which a difference does not matter, however certain it is
 * @param options.needsReach whether the check must fail where the steps of `upper` are too short for its ε. A failure in such
 *   pairs alone is marked as expected by the protocol
 * @returns one finding, or none where no pair can be compared image by image
 */
export function judgePairs(
  subject: string,
  pairs: readonly CellPair[],
  { tolerated = 0, needsReach = false }: { readonly tolerated?: number; readonly needsReach?: boolean } = {},
): readonly CheckFinding[] {
  const worst = findLargestExcess(pairs);
  if (worst === undefined) return [];
  const { excess, critical, pValue, pair, upperOnly, lowerOnly } = worst;
  const threshold = Math.max(critical, tolerated);
  const failed = isFailure(worst, tolerated);
  const inReach = findLargestExcess(pairs.filter(({ upper: cell }) => isWithinReach(cell)));
  const [upper, lower] = [pair.upper.result, pair.lower.result];
  return [
    {
      subject,
      outcome: failed ? 'failed' : 'passed',
      expectedByProtocol: failed && needsReach && (inReach === undefined || !isFailure(inReach, tolerated)),
      value: excess,
      threshold,
      detail:
        `Accuracy ${formatShare(upper.accuracy)} under ${describeCell(upper)} less ${formatShare(lower.accuracy)} under ` +
        `${describeCell(lower)}: of ${upper.count} images ${upperOnly} are right under the first alone and ${lowerOnly} ` +
        `under the second alone (exact one-sided p ${pValue.toPrecision(2)}; worst of ` +
        `${countThings(pairs.length, 'comparison')}, level 0.05 shared among them).`,
    },
  ];
}

function isFailure({ excess, critical }: PairedExcess, tolerated: number): boolean {
  return excess >= Math.max(critical, tolerated);
}

/** Pairs of cells at the same ε, each cell of `uppers` with each of `lowers`. */
export function pairAtEpsilon(uppers: readonly AttackedCell[], lowers: readonly AttackedCell[]): CellPair[] {
  return uppers.flatMap((upper) =>
    lowers
      .filter((lower) => lower.result.epsilon === upper.result.epsilon)
      .map((lower) => ({ upper, lower })),
  );
}

function describeCell({ attack, threat, epsilon, settings }: CellPair['upper']['result']): string {
  const { alpha, steps } = settings as { alpha?: number; steps?: number };
  const reach =
    alpha !== undefined && steps !== undefined && alpha * steps < epsilon
      ? `, whose steps reach ${Number((alpha * steps).toPrecision(3))} only`
      : '';
  return `${attack} (${threat}) at ε ${epsilon}${reach}`;
}
