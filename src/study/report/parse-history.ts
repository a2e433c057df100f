import { FigureError } from '../figures/figure-error.ts';

export interface EpochAccuracy {
  /** From 1. */
  readonly epoch: number;
  readonly trainAccuracy: number;
  readonly validationAccuracy: number;
  /** Whether the weights of this epoch were kept. */
  readonly best: boolean;
}

/**
 * Reads history.csv of the train stage: numbers only, so no field is ever quoted.
 * @param folder only for error messages
 * @throws FigureError `REPORT_INPUT` when a column is missing or a field is not a number
 */
export function parseHistory(csv: string, folder: string): EpochAccuracy[] {
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
      trainAccuracy: read('trainAccuracy'),
      validationAccuracy: read('validationAccuracy'),
      best: read('best') === 1,
    };
  });
}
