import { formatShare } from '../results/format-numbers.ts';
import { groupBy } from '../results/group-by.ts';
import { type Check, describeSubject, followsGradient, isWithinReach, subjectKey } from './check.ts';

/**
 * An unbounded attack must succeed (Athalye et al. 2018, section 3.1). In ℓ∞, ε = 1 allows any image, so the attack must leave no
 * more accuracy than guessing.
 */
export const unboundedAttack: Check = {
  name: 'unbounded-reaches-chance',
  title: 'With unbounded ε accuracy falls to chance or below',
  needs: 'a direct gradient-based ℓ∞ attack at ε 1 or more, and the number of classes',
  run: ({ cells, classes }) =>
    groupBy(
      cells.filter(
        (cell) =>
          cell.norm === 'linf' &&
          cell.result.epsilon >= 1 &&
          cell.result.threat === 'direct' &&
          followsGradient(cell) &&
          classes.has(cell.result.dataset),
      ),
      subjectKey,
    ).map((group) => {
      const { result } = group.reduce((a, b) => (b.result.accuracy < a.result.accuracy ? b : a));
      const chance = 1 / classes.get(result.dataset)!;
      const { low, high } = result.interval;
      return {
        subject: describeSubject(group[0]!),
        outcome: low > chance ? 'failed' : 'passed',
        expectedByProtocol: low > chance && !group.some(isWithinReach),
        value: result.accuracy,
        threshold: chance,
        detail:
          `The strongest of ${group.length} cells, ${result.attack} at ε ${result.epsilon}, leaves ` +
          `${formatShare(result.accuracy)} [${formatShare(low)}, ${formatShare(high)}]; it fails where the whole interval is above chance.`,
      };
    }),
};
