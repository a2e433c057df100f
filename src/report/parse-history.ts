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
 * Reads history.csv of the train stage: numbers only, so no field is ever quoted.
 * @param folder only for error messages
 * @throws FigureError `REPORT_INPUT` when a column is missing or a field is not a number
 */
export function parseHistory(csv: string, folder: string): EpochRecord[] {
  const [header = '', ...lines] = csv.split(/\r?\n/).filter((line) => line !== '');
  const columns = header.split(',');
  return lines.map((line, i) => {
    const fields = line.split(',');
    const read = (column: string): number => {
      const text = fields[columns.indexOf(column)] ?? '';
      const value = Number(text);
      if (text === '' || Number.isNaN(value)) {
        throw new FigureError(
          'REPORT_INPUT',
          `${folder}/history.csv:${i + 2}: expected a number in "${column}"`,
        );
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
