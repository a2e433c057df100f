import { groupBy } from '../results/group-by.ts';
import { type Check, describeSubject, kindOf, subjectKey } from './check.ts';
import { judgePairs, pairAtEpsilon } from './judge-pairs.ts';

/** An attack that does less than random noise is broken (Athalye et al. 2018, section 3.1, "random sampling finds adversarial examples"). */
export const noiseFloor: Check = {
  name: 'noise-weaker-than-attacks',
  title: 'Random noise is no stronger than an attack',
  needs: 'noise beside another attack of its norm at one ε above 0',
  run: ({ cells }) =>
    groupBy(
      cells.filter(({ result }) => result.epsilon > 0),
      (cell) => [...subjectKey(cell), cell.norm],
    ).flatMap((group) => {
      const noise = group.filter((cell) => kindOf(cell) === 'noise');
      const attacks = groupBy(
        group.filter((cell) => kindOf(cell) !== 'noise'),
        (cell) => [cell.result.attack],
      );
      return attacks.flatMap((attack) =>
        judgePairs(describeSubject(attack[0]!, attack[0]!.result.attack), pairAtEpsilon(attack, noise), {
          needsReach: true,
        }),
      );
    }),
};
