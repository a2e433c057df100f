import { formatShare } from '../results/format-numbers.ts';
import { groupBy } from '../results/group-by.ts';
import type { AttackedCell } from '../results/read-cells.ts';
import { wilsonInterval } from '../statistics/wilson-interval.ts';
import { type Check, type CheckFinding, describeSubject, kindOf } from './check.ts';

/**
 * An attacker who knows the model must be at least as strong as one who does not, image by image (Athalye et al. 2018, section
 * 3.1).
 *
 * The two threats judge predictions differently: transfer uses a single posterior sample. So some images are wrong under
 * transfer alone even without an attack. The upper end of the 95% interval of their share at ε = 0 is the limit. Random noise is
 * left out because it knows no model under either threat.
 */
export const transferStrength: Check = {
  name: 'white-box-at-least-transfer',
  title: 'Every image that a transferred example fools, the direct attack fools too',
  needs: 'direct and transfer cells of one model, attack and ε above 0, and the ε 0 cells of both',
  run: ({ cells }) => {
    const directed = cells.filter((cell) => kindOf(cell) !== 'noise');
    const attacks = groupBy(directed, ({ result, seed }) => [
      result.dataset,
      result.model,
      seed,
      result.attack,
    ]);
    return attacks.flatMap((group): CheckFinding[] => {
      const pairs = pairThreats(group);
      const floor = pairs.find(({ epsilon }) => epsilon === 0);
      const attacked = pairs.filter(({ epsilon }) => epsilon > 0);
      if (floor === undefined || attacked.length === 0) return [];
      const worst = attacked.reduce((a, b) => (b.transferOnly > a.transferOnly ? b : a));
      const { high } = wilsonInterval(floor.transferOnly, floor.count);
      const value = worst.transferOnly / worst.count;
      const direct = group.find((cell) => cell.result.threat === 'direct')!;
      return [
        {
          subject: describeSubject(direct, direct.result.attack),
          outcome: value > high ? 'failed' : 'passed',
          value,
          threshold: high,
          detail:
            `At ε ${worst.epsilon} ${worst.transferOnly} of ${worst.count} images are fooled by transfer but not directly, ` +
            `${worst.directOnly} directly but not by transfer. Unattacked, ${floor.transferOnly} are wrong under ` +
            `transfer's judge alone; the upper end of that share's 95% interval, ${formatShare(high)}, is the limit.`,
        },
      ];
    });
  },
};

interface ThreatPair {
  readonly epsilon: number;
  readonly count: number;
  readonly transferOnly: number;
  readonly directOnly: number;
}

function pairThreats(cells: readonly AttackedCell[]): ThreatPair[] {
  return groupBy(cells, ({ result }) => [result.epsilon]).flatMap((group) => {
    const [direct, transfer] = (['direct', 'transfer'] as const).map(
      (threat) => group.find((cell) => cell.result.threat === threat)?.correct,
    );
    if (direct === undefined || transfer === undefined || direct.length !== transfer.length) return [];
    const countWhere = (isSo: (image: number) => boolean) =>
      direct.reduce((sum, _, image) => sum + (isSo(image) ? 1 : 0), 0);
    return [
      {
        epsilon: group[0]!.result.epsilon,
        count: direct.length,
        transferOnly: countWhere((image) => direct[image] === 1 && transfer[image] === 0),
        directOnly: countWhere((image) => direct[image] === 0 && transfer[image] === 1),
      },
    ];
  });
}
