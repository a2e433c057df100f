import type { AttackRow, CleanRow } from './result-table.ts';

type CellKey = Pick<AttackRow, 'dataset' | 'model' | 'bayesian' | 'threat' | 'attack' | 'epsilon'>;

/**
 * Rows under one threat. Frequentist networks are attacked directly only. For them the two threats are the same, so their
 * direct cells also count as transfer cells.
 */
export function rowsUnderThreat<Row extends CellKey>(rows: readonly Row[], threat: string): Row[] {
  const own = rows.filter((row) => row.threat === threat);
  const has = new Set(own.map(cellName));
  const borrowed = rows.filter(
    (row) => row.threat !== threat && row.threat === 'direct' && !row.bayesian && !has.has(cellName(row)),
  );
  return [...own, ...borrowed];
}

function cellName(row: CellKey): string {
  return JSON.stringify([row.dataset, row.model, row.attack, row.epsilon]);
}

/** Datasets that were attacked, in the table's order. */
export function listDatasets({ rows }: { readonly rows: readonly AttackRow[] }): string[] {
  return [...new Set(rows.map((row) => row.dataset))];
}

/** Datasets that were attacked, then those that were used for training alone. */
export function listAllDatasets(table: {
  readonly rows: readonly AttackRow[];
  readonly clean: readonly CleanRow[];
}): string[] {
  return [...new Set([...listDatasets(table), ...table.clean.map(({ dataset }) => dataset)])];
}
