import { type ModelStyle, orderModels } from '../../results/model-styles.ts';
import { type AttackRow, listRepeatRows, type ResultTable } from '../../results/result-table.ts';
import { rowsUnderThreat } from '../../results/select-rows.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { type Accuracy, compareAccuracies } from '../../statistics/paired-difference.ts';
import { averageCells, barelyAboveChance, countOnce } from './evidence.ts';

/** How much more accurate a Bayesian network is under attack than its frequentist twin. */
export interface TwinGain {
  readonly model: ModelStyle;
  readonly twin: ModelStyle;
  /**
   * Mean accuracy of the network minus that of its twin, over every attack and ε above 0 that both were run with. countOnce
   * says which attacks count.
   */
  readonly gain: Estimate;
  /** Which of the two hardly beats guessing on clean images. What such a network keeps under attack says nothing. */
  readonly untrained: readonly ModelStyle[];
}

/** Measures the gain of every Bayesian network whose twin was attacked too. */
export function measureTwinGains(table: ResultTable, dataset: string, threat: string): TwinGain[] {
  const select = (all: readonly AttackRow[]): AttackRow[] =>
    rowsUnderThreat(
      all.filter((row) => row.dataset === dataset && row.epsilon > 0),
      threat,
    );
  const rows = select(table.rows);
  const isCounted = countOnce(rows);
  const attacked = rows.filter(isCounted);
  const repeats = select(listRepeatRows(table)).filter(isCounted);
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
      return averageCells(attacked.filter(isMeant), repeats.filter(isMeant), table.outcomes);
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
