import { type ModelStyle, orderModels } from '../results/model-styles.ts';
import { type AttackRow, listTrainingRows, type ResultTable } from '../results/result-table.ts';
import { rowsUnderThreat } from '../results/select-rows.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { type Accuracy, compareAccuracies } from '../statistics/paired-difference.ts';
import { averageCells, barelyAboveChance, countOnce } from './evidence.ts';

/** By how much a Bayesian network is more accurate under attack than its frequentist twin. */
export interface TwinGain {
  readonly model: ModelStyle;
  readonly twin: ModelStyle;
  /**
   * Difference of mean accuracies over all attacks (of several settings of one algorithm, the first) and every ε above 0
   * that both were run with.
   */
  readonly gain: Estimate;
  /** Which of the two is near guessing even on clean images: what it keeps under attack says nothing. */
  readonly untrained: readonly ModelStyle[];
}

/** The gain of every Bayesian network whose twin was attacked as well. */
export function measureTwinGains(table: ResultTable, dataset: string, threat: string): TwinGain[] {
  const select = (all: readonly AttackRow[]): AttackRow[] =>
    rowsUnderThreat(
      all.filter((row) => row.dataset === dataset && row.epsilon > 0),
      threat,
    );
  const rows = select(table.rows);
  const isCounted = countOnce(rows);
  const attacked = rows.filter(isCounted);
  const trainings = select(listTrainingRows(table)).filter(isCounted);
  const styles = orderModels(attacked);
  return styles.flatMap((model) => {
    const twin = styles.find(({ name }) => name === model.twin);
    if (!model.bayesian || twin === undefined) return [];
    const of = ({ name }: ModelStyle) => attacked.filter((row) => row.model === name);
    const shared = new Set(of(twin).map(nameCell));
    const own = of(model).filter((row) => shared.has(nameCell(row)));
    if (own.length === 0) return [];
    const cells = new Set(own.map(nameCell));
    const mean = ({ name }: ModelStyle): Accuracy => {
      const isMeant = (row: AttackRow): boolean => row.model === name && cells.has(nameCell(row));
      return averageCells(attacked.filter(isMeant), trainings.filter(isMeant), table.outcomes);
    };
    const untrained = [model, twin].filter((style) =>
      of(style).some(({ cleanAccuracy }) => cleanAccuracy < barelyAboveChance),
    );
    return [{ model, twin, gain: compareAccuracies(mean(model), mean(twin)), untrained }];
  });
}

function nameCell({ attack, epsilon }: AttackRow): string {
  return JSON.stringify([attack, epsilon]);
}
