import { parseCsv } from '../../runner/src/formats/csv.ts';
import { FigureError } from '../figures/figure-error.ts';

export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  /** KL(q‖p) from the prior, nats; 0 for frequentist networks. */
  readonly kl: number;
  /** Whether the weights of this epoch were kept. */
  readonly best: boolean;
}

/**
 * Reads history.csv of the train stage.
 * @param folder only for error messages
 * @throws FigureError `REPORT_INPUT` when it is no table, a column is missing or a field is not a number
 */
export function parseHistory(csv: string, folder: string): EpochRecord[] {
  const table = parseCsv(csv);
  if (table === undefined)
    throw new FigureError(
      'REPORT_INPUT',
      `${folder}/history.csv: not every line has as many fields as the header`,
    );
  return table.rows.map((row, index) => {
    const read = (column: string): number => {
      const value = row[table.columns.indexOf(column)];
      if (typeof value === 'number' && !Number.isNaN(value)) return value;
      throw new FigureError(
        'REPORT_INPUT',
        `${folder}/history.csv:${index + 2}: expected a number in "${column}"`,
      );
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
