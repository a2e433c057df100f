import { isSmallEpsilon } from '../../results/epsilon-ranges.ts';
import { type ModelStyle, orderModels } from '../../results/model-styles.ts';
import { type AttackRow, listRepeatRows, type ResultTable } from '../../results/result-table.ts';
import { rowsUnderThreat } from '../../results/select-rows.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { type Accuracy, compareAccuracies } from '../../statistics/paired-difference.ts';
import { averageCells, findRepeats } from './evidence.ts';
import { findUnlearned } from './learned.ts';
import { selectWorstRows } from './worst-rows.ts';

/** How much more accurate a Bayesian network is under attack than its frequentist twin. */
export interface TwinGain {
  readonly model: ModelStyle;
  readonly twin: ModelStyle;
  /**
   * Mean accuracy of the network minus that of its twin, each in its worst case over the attacks (selectWorstRows), over the
   * large ε that both were run with. Where no large ε was run, over every ε above 0.
   */
  readonly gain: Estimate;
  /** The ε of the mean, in increasing order. */
  readonly epsilons: readonly number[];
  /** Which of the two did not learn the task. What such a network keeps under attack says nothing. */
  readonly untrained: readonly ModelStyle[];
}

/** Measures the gain of every Bayesian network whose twin was attacked too. */
export function measureTwinGains(table: ResultTable, dataset: string, threat: string): TwinGain[] {
  const select = (all: readonly AttackRow[]): AttackRow[] =>
    rowsUnderThreat(
      all.filter((row) => row.dataset === dataset),
      threat,
    );
  const rows = select(table.rows);
  const repeats = select(listRepeatRows(table));
  const isOwn = (row: { readonly dataset: string }) => row.dataset === dataset;
  const [clean, attacked] = [table.clean.filter(isOwn), table.rows.filter(isOwn)];
  const everyWorst = selectWorstRows(rows);
  const large = everyWorst.filter(({ epsilon }) => !isSmallEpsilon(epsilon));
  const worst = large.length > 0 ? large : everyWorst;
  const styles = orderModels(worst);
  return styles.flatMap((model) => {
    const twin = styles.find(({ name }) => name === model.twin);
    if (!model.bayesian || twin === undefined) return [];
    const epsilonsOf = ({ name }: ModelStyle) =>
      worst.filter((row) => row.model === name).map(({ epsilon }) => epsilon);
    const epsilons = epsilonsOf(model)
      .filter((epsilon) => epsilonsOf(twin).includes(epsilon))
      .sort((a, b) => a - b);
    if (epsilons.length === 0) return [];
    const mean = ({ name }: ModelStyle): Accuracy => {
      const own = worst.filter((row) => row.model === name && epsilons.includes(row.epsilon));
      return averageCells(own, findRepeats(own, repeats), table.outcomes);
    };
    const untrained = [model, twin].filter(({ name }) => findUnlearned(name, clean, attacked) !== undefined);
    return [{ model, twin, gain: compareAccuracies(mean(model), mean(twin)), epsilons, untrained }];
  });
}
