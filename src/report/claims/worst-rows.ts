import { joinWords } from '../../../runner/src/base/words.ts';
import { labelAttack, type Norm, normOfAttack, orderAttacks } from '../../results/attack-labels.ts';
import { isWorstCase } from '../../results/attack-table.ts';
import { reachesEpsilon, reachOf } from '../../results/epsilon-ranges.ts';
import { groupBy } from '../../results/group-by.ts';
import type { AttackRow } from '../../results/result-table.ts';

/**
 * The rows that verdicts count: for each model and each ε above 0 the worst case over the attacks of one norm. That is the
 * row of the worst case image by image where the table has one, else that of the strongest attack. The norm is ℓ∞ where it
 * was attacked at all, because ε in ℓ2 is another quantity and cannot be averaged with it.
 *
 * An ε at which no attack had enough steps to go that far (α · steps < ε for all of them) is left out: it would show how
 * short the steps were.
 * @param rows of one dataset under one threat
 */
export function selectWorstRows(rows: readonly AttackRow[]): AttackRow[] {
  const attacked = selectMainNorm(rows.filter((row) => row.epsilon > 0));
  return groupBy(attacked, ({ model, epsilon }) => [model, epsilon]).flatMap((group) => {
    const attacks = group.filter(isAttack);
    if (!attacks.some(reachesEpsilon)) return [];
    const [first, ...others] = attacks as [AttackRow, ...AttackRow[]];
    const strongest = others.reduce((a, b) => (b.accuracy < a.accuracy ? b : a), first);
    return [group.find(isWorstCase) ?? strongest];
  });
}

/**
 * Says which of the attacks could not go as far as some ε, and how far they could: `BIM and PGD move a pixel by 0.02 at most`.
 * @param rows the attacks' rows, of one dataset under one threat
 * @param largest the largest ε that is talked about
 * @returns undefined where every attack reaches it
 */
export function describeShortReach(rows: readonly AttackRow[], largest: number): string | undefined {
  const own = selectMainNorm(rows).filter((row) => isAttack(row) && row.epsilon <= largest);
  const short = orderAttacks(own.filter((row) => !reachesEpsilon(row)));
  const byReach = groupBy(short, ({ name }) => [roundReach(reachOf(name, own)!)]);
  const parts = byReach.map((attacks) => {
    const names = joinWords(attacks.map(({ name }) => labelAttack(name)));
    const verb = attacks.length === 1 ? 'moves' : 'move';
    const what = attacks[0]!.norm === 'l2' ? 'an image' : 'a pixel';
    return `the steps of ${names} ${verb} ${what} by ${roundReach(reachOf(attacks[0]!.name, own)!)} at most`;
  });
  return parts.length === 0 ? undefined : joinWords(parts);
}

/** Random noise is no attack, and the worst case is none of its own. */
function isAttack(row: AttackRow): boolean {
  return !isWorstCase(row) && row.algorithm !== 'noise';
}

function selectMainNorm(rows: readonly AttackRow[]): AttackRow[] {
  const main = rows.some((row) => isAttack(row) && normOf(row) === 'linf') ? 'linf' : 'l2';
  return rows.filter((row) => normOf(row) === main);
}

/** The norm of a row. Records of older versions do not have it. */
export function normOf({ norm, attack }: AttackRow): Norm {
  return norm ?? normOfAttack(attack);
}

function roundReach(reach: number): number {
  return Number(reach.toPrecision(3));
}
