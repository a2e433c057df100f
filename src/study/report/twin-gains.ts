import { isWorstCase } from '../aggregation/attack-table.ts';
import { type ModelStyle, orderModels } from '../figures/model-styles.ts';
import type { AttackRow, ResultTable } from '../figures/result-table.ts';
import { rowsUnderThreat } from '../figures/select-rows.ts';
import { averageEstimates, type Estimate, subtractEstimates } from './estimate.ts';
import { accuracyOf } from './evidence.ts';

/** By how much a Bayesian network is more accurate under attack than its frequentist twin. */
export interface TwinGain {
  readonly model: ModelStyle;
  readonly twin: ModelStyle;
  /** Difference of mean accuracies over all attacks and every ε above 0 that both were run with. */
  readonly gain: Estimate;
  /** Which of the two is near guessing even on clean images: what it keeps under attack says nothing. */
  readonly untrained: readonly ModelStyle[];
}

/** Twice the accuracy of guessing among ten classes. */
const barelyAboveChance = 0.2;

/** The gain of every Bayesian network whose twin was attacked as well. */
export function measureTwinGains({ rows }: ResultTable, dataset: string, threat: string): TwinGain[] {
  const attacked = rowsUnderThreat(
    rows.filter((row) => row.dataset === dataset && row.epsilon > 0 && isAttack(row)),
    threat,
  );
  const styles = orderModels(attacked);
  return styles.flatMap((model) => {
    const twin = styles.find(({ name }) => name === model.twin);
    if (!model.bayesian || twin === undefined) return [];
    const [own, other] = [model, twin].map(({ name }) => cellsOf(attacked, name));
    const shared = [...own!.keys()].filter((cell) => other!.has(cell));
    if (shared.length === 0) return [];
    const mean = (cells: Map<string, AttackRow>): Estimate =>
      averageEstimates(shared.map((cell) => accuracyOf(cells.get(cell)!)));
    const untrained = [model, twin].filter(({ name }) =>
      attacked.some((row) => row.model === name && row.cleanAccuracy < barelyAboveChance),
    );
    return [{ model, twin, gain: subtractEstimates(mean(own!), mean(other!)), untrained }];
  });
}

/** Minima over attacks would count those twice, and random noise is no attack. */
function isAttack(row: AttackRow): boolean {
  return !isWorstCase(row) && row.algorithm !== 'noise';
}

function cellsOf(rows: readonly AttackRow[], model: string): Map<string, AttackRow> {
  return new Map(
    rows.filter((row) => row.model === model).map((row) => [JSON.stringify([row.attack, row.epsilon]), row]),
  );
}
