import type { AttackRow } from '../generated/artifacts/table.ts';
import type { ResultTable } from '../results/result-table.ts';
import { rowsUnderThreat } from '../results/select-rows.ts';
import { type Threat, threatLabels } from '../results/threat-labels.ts';
import { FigureError } from './figure-error.ts';
import type { LineFigure } from './line-figure.ts';

/** What a figure shows, and in how many columns of panels. */
export interface AnalysisOptions {
  readonly dataset: string;
  readonly threat: Threat;
  readonly columns: 1 | 2;
}

/** Lays out a figure of one dataset. `figure` is its name, for errors. */
export type AnalysisFigure = (figure: string, table: ResultTable, options: AnalysisOptions) => LineFigure;

/**
 * The rows of a dataset under a threat.
 * @throws FigureError FIGURE_NO_DATA where there are none
 */
export function requireRows<
  Row extends Pick<AttackRow, 'dataset' | 'model' | 'bayesian' | 'threat' | 'attack' | 'epsilon'>,
>(figure: string, rows: readonly Row[], dataset: string, threat: Threat): Row[] {
  const selected = rowsUnderThreat(
    rows.filter((row) => row.dataset === dataset),
    threat,
  );
  if (selected.length === 0) throw noData(figure, dataset, `rows under the ${threat} threat`);
  return selected;
}

/** What the attacker knows, as a line of a subtitle. */
export function describeThreat(threat: Threat): string {
  return `${threatLabels[threat].short}: ${threatLabels[threat].long}`;
}

/** The error of a figure that has nothing to show. */
export function noData(figure: string, dataset: string, what: string): FigureError {
  return new FigureError('FIGURE_NO_DATA', `${figure}: no ${what} for ${dataset}`, {
    hint: 'Give the aggregate stage the input "data", check the axes of the stages before, or take the figure out of the plot stage',
  });
}
