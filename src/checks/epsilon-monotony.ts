import { groupBy } from '../results/group-by.ts';
import { type Check, describeSubject, subjectKey } from './check.ts';
import { judgePairs } from './judge-pairs.ts';

/** A larger ε must not help the defender (Athalye et al. 2018, section 3.1). */
export const epsilonMonotony: Check = {
  name: 'accuracy-falls-with-epsilon',
  title: 'Accuracy does not rise with ε',
  needs: 'an attack at two ε',
  run: ({ cells }) =>
    groupBy(cells, (cell) => [...subjectKey(cell), cell.result.attack]).flatMap((group) => {
      const ascending = [...group].sort((a, b) => a.result.epsilon - b.result.epsilon);
      return judgePairs(
        describeSubject(group[0]!, group[0]!.result.attack),
        ascending.slice(1).map((upper, i) => ({ upper, lower: ascending[i]! })),
      );
    }),
};
