import type { AttackedCell } from '../results/read-cells.ts';
import { type Check, describeSubject, subjectKey } from './check.ts';
import { judgePairs } from './judge-pairs.ts';

/** By this much accuracy may fall with more steps without a change of any conclusion. */
const TOLERATED = 0.01;

/** An attack must have converged: twice the steps must not fool more images (Carlini et al. 2019, "On evaluating adversarial robustness"). */
export const stepDoubling: Check = {
  name: 'doubling-steps-changes-nothing',
  title: 'Twice the steps fool no more images',
  needs: 'two attacks of one algorithm and equal settings, one with twice the steps of the other',
  run: ({ cells }) => {
    const found = new Map<
      string,
      { subject: string; pairs: { upper: AttackedCell; lower: AttackedCell }[] }
    >();
    for (const upper of cells.filter(({ result }) => result.epsilon > 0)) {
      for (const lower of cells.filter((cell) => isDoubled(upper, cell))) {
        const subject = describeSubject(upper, `${upper.result.attack} and ${lower.result.attack}`);
        const entry = found.get(subject) ?? { subject, pairs: [] };
        entry.pairs.push({ upper, lower });
        found.set(subject, entry);
      }
    }
    return [...found.values()].flatMap(({ subject, pairs }) =>
      judgePairs(subject, pairs, { tolerated: TOLERATED, needsReach: true }),
    );
  },
};

function isDoubled(cell: AttackedCell, other: AttackedCell): boolean {
  const steps = stepsOf(cell);
  return (
    steps !== undefined &&
    stepsOf(other) === 2 * steps &&
    other.algorithm === cell.algorithm &&
    other.result.epsilon === cell.result.epsilon &&
    other.result.restarts === cell.result.restarts &&
    other.result.attackSamples === cell.result.attackSamples &&
    String(subjectKey(other)) === String(subjectKey(cell)) &&
    describeOtherSettings(other) === describeOtherSettings(cell)
  );
}

function stepsOf({ result }: AttackedCell): number | undefined {
  const { steps, queries } = result.settings as { steps?: number; queries?: number };
  return steps ?? queries;
}

function describeOtherSettings({ result }: AttackedCell): string {
  const { steps: _, queries: __, ...others } = result.settings as Record<string, unknown>;
  return JSON.stringify(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1)));
}
