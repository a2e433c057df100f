import { formatCsv } from '../../runner/src/formats/csv.ts';

/** The figures of one epoch of training. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** Mean NLL over the epoch's mini-batches, each with the weights of its moment; nats, without the KL term. */
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  /** Mean NLL on the validation images, with one posterior sample; nats. */
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  /** KL(q‖p) at the epoch's end, nats; 0 for frequentist networks. */
  readonly kl: number;
  readonly learningRate: number;
}

const COLUMNS = [
  'epoch',
  'trainLoss',
  'trainAccuracy',
  'validationLoss',
  'validationAccuracy',
  'kl',
  'learningRate',
] as const satisfies readonly (keyof EpochRecord)[];

/**
 * The text of history.csv: a line for each epoch. `best` is 1 in the line of the epoch whose weights were kept, else 0.
 */
export function formatHistory(history: readonly EpochRecord[], bestEpoch: number): string {
  const rows = history.map((record) => ({ ...record, best: record.epoch === bestEpoch ? 1 : 0 }));
  return formatCsv([...COLUMNS, 'best'], rows, '\n');
}
