/** What one epoch came to. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** Mean NLL over the epoch's mini-batches, nats, while the weights moved; without the KL term. */
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  /** Mean NLL on the validation images, one posterior sample. */
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

/** history.csv: one line an epoch; `best` is 1 in the line of the epoch whose weights were kept. */
export function formatHistory(history: readonly EpochRecord[], bestEpoch: number): string {
  const lines = history.map((record) =>
    [...COLUMNS.map((column) => record[column]), record.epoch === bestEpoch ? 1 : 0].join(','),
  );
  return `${[[...COLUMNS, 'best'].join(','), ...lines].join('\n')}\n`;
}
