import { groupBy } from '../results/group-by.ts';
import { type Check, describeSubject, kindOf, subjectKey } from './check.ts';
import { judgePairs, pairAtEpsilon } from './judge-pairs.ts';

/**
 * A single step that beats an iterative attack is a sign of masked gradients (Athalye et al. 2018, "Obfuscated gradients give a
 * false sense of security", section 3.1).
 */
export const iterativeStrength: Check = {
  name: 'iterative-at-least-single-step',
  title: 'Iterative attacks are at least as strong as a single step',
  needs: 'fgsm beside an iterative ℓ∞ attack at one ε above 0',
  run: ({ cells }) =>
    groupBy(
      cells.filter((cell) => cell.norm === 'linf' && cell.result.epsilon > 0),
      subjectKey,
    ).flatMap((group) => {
      const single = group.filter((cell) => kindOf(cell) === 'single-step');
      const iterative = group.filter((cell) => kindOf(cell) === 'iterative');
      return groupBy(iterative, (cell) => [cell.result.attack]).flatMap((attack) =>
        judgePairs(describeSubject(attack[0]!, attack[0]!.result.attack), pairAtEpsilon(attack, single), {
          needsReach: true,
        }),
      );
    }),
};
