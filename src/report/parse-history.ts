import { parseCsv } from '../../runner/src/formats/csv.ts';
import type { EpochRecord } from '../training/history.ts';
import { ReportError } from './report-error.ts';

/** One epoch of history.csv, as far as the report shows it. */
export interface EpochRow extends Omit<EpochRecord, 'learningRate'> {
  /** Whether the weights of this epoch were kept. */
  readonly best: boolean;
}

/**
 * Reads history.csv of the train stage.
 * @param folder only for error messages
 * @throws ReportError when it is no table, a column is missing or a field is not a number
 */
export function parseHistory(csv: string, folder: string): EpochRow[] {
  const table = parseCsv(csv);
  if (table === undefined)
    throw new ReportError(`${folder}/history.csv: not every line has as many fields as the header`);
  return table.rows.map((row, index) => {
    const read = (column: string): number => {
      const value = row[table.columns.indexOf(column)];
      if (typeof value === 'number' && !Number.isNaN(value)) return value;
      throw new ReportError(`${folder}/history.csv:${index + 2}: expected a number in "${column}"`);
    };
    return {
      epoch: read('epoch'),
      trainLoss: read('trainLoss'),
      trainAccuracy: read('trainAccuracy'),
      validationLoss: read('validationLoss'),
      validationAccuracy: read('validationAccuracy'),
      kl: read('kl'),
      best: read('best') === 1,
    };
  });
}
