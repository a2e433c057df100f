import type { EpochRecord } from '../training/history.ts';
import { ReportError } from './report-error.ts';

/** One epoch of history.csv, as far as the report shows it. */
export interface EpochRow extends Omit<EpochRecord, 'learningRate'> {
  /** Whether the weights of this epoch were kept. */
  readonly best: boolean;
}

/**
 * Reads history.csv of the train stage. It holds numbers only, so no field is quoted.
 * @param folder only for error messages
 * @throws ReportError when a column is missing or a field is not a number
 */
export function parseHistory(csv: string, folder: string): EpochRow[] {
  const [header = '', ...lines] = csv.split(/\r?\n/).filter((line) => line !== '');
  const columns = header.split(',');
  return lines.map((line, i) => {
    const fields = line.split(',');
    const read = (column: string): number => {
      const text = fields[columns.indexOf(column)] ?? '';
      const value = Number(text);
      if (text === '' || Number.isNaN(value)) {
        throw new ReportError(`${folder}/history.csv:${i + 2}: expected a number in "${column}"`);
      }
      return value;
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
