import { groupBy } from '../results/group-by.ts';
import { type Check, describeSubject, followsGradient, kindOf, subjectKey } from './check.ts';
import { judgePairs } from './judge-pairs.ts';

/** A search without gradients that beats all attacks with gradients is a sign of masked gradients (Athalye et al. 2018, section 3.1). */
export const gradientFreeStrength: Check = {
  name: 'gradient-free-no-stronger',
  title: 'An attack without gradients is no stronger than the strongest with them',
  needs: 'square beside a direct gradient-based ℓ∞ attack at one ε above 0',
  run: ({ cells }) =>
    groupBy(
      cells.filter(({ norm, result }) => norm === 'linf' && result.epsilon > 0 && result.threat === 'direct'),
      subjectKey,
    ).flatMap((group) => {
      const pairs = group
        .filter((cell) => kindOf(cell) === 'gradient-free')
        .flatMap((lower) => {
          const rivals = group.filter(
            (cell) => followsGradient(cell) && cell.result.epsilon === lower.result.epsilon,
          );
          if (rivals.length === 0) return [];
          return [{ upper: rivals.reduce((a, b) => (b.result.accuracy < a.result.accuracy ? b : a)), lower }];
        });
      return judgePairs(describeSubject(group[0]!), pairs, { needsReach: true });
    }),
};
