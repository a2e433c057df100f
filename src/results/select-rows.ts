import { type FigureEntry, familyOf } from '../figures/figure-catalogue.ts';
import { FigureError } from '../figures/figure-error.ts';
import type { AttackRow, CleanRow } from './result-table.ts';

type CellKey = Pick<AttackRow, 'dataset' | 'model' | 'bayesian' | 'threat' | 'attack' | 'epsilon'>;

/** Frequentist networks are attacked directly only: for them the two threats are one, so those cells serve in both. */
export function rowsUnderThreat<Row extends CellKey>(rows: readonly Row[], threat: string): Row[] {
  const own = rows.filter((row) => row.threat === threat);
  const has = new Set(own.map(cellName));
  const borrowed = rows.filter(
    (row) => row.threat !== threat && row.threat === 'direct' && !row.bayesian && !has.has(cellName(row)),
  );
  return [...own, ...borrowed];
}

/**
 * The dataset a figure is about: the one asked for, or the only one of the figure's family in the table, or, in a table
 * of a user's own arrays alone, those.
 * @throws FigureError `FIGURE_NO_DATA` when there is none, `FIGURE_AMBIGUOUS` when there are several
 */
export function chooseDataset(
  rows: Iterable<{ readonly dataset: string }>,
  figure: FigureEntry,
  asked?: string,
): string {
  const present = [...new Set([...rows].map((row) => row.dataset))];
  const ofFamily = present.filter(
    (dataset) => figure.family === undefined || familyOf(dataset) === figure.family,
  );
  const own =
    figure.family !== undefined && present.every((dataset) => familyOf(dataset) === undefined) ? present : [];
  const fitting =
    asked === undefined ? [...ofFamily, ...own] : present.filter((dataset) => dataset === asked);
  if (fitting.length === 0) {
    const found =
      present.length === 0 ? 'the table has no rows for it' : `the table has only ${present.join(', ')}`;
    throw new FigureError(
      'FIGURE_NO_DATA',
      `${figure.name} shows ${asked ?? figure.family ?? 'any dataset'}, and ${found}`,
      {
        hint: 'Add the dataset to the axes of the stages before, take the figure out of the plot stage, or set its "dataset"',
      },
    );
  }
  if (fitting.length > 1) {
    throw new FigureError('FIGURE_AMBIGUOUS', `${figure.name} could show any of ${fitting.join(', ')}`, {
      hint: 'Name one in the "dataset" parameter of the plot stage',
    });
  }
  return fitting[0]!;
}

function cellName(row: CellKey): string {
  return JSON.stringify([row.dataset, row.model, row.attack, row.epsilon]);
}

/** Datasets that were attacked, in the table's order. */
export function listDatasets({ rows }: { readonly rows: readonly AttackRow[] }): string[] {
  return [...new Set(rows.map((row) => row.dataset))];
}

/** Datasets that were attacked, then those that were only trained on. */
export function listAllDatasets(table: {
  readonly rows: readonly AttackRow[];
  readonly clean: readonly CleanRow[];
}): string[] {
  return [...new Set([...listDatasets(table), ...table.clean.map(({ dataset }) => dataset)])];
}
