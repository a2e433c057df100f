import type { PosteriorStart } from '../networks/initialise.ts';
import type { Augmentation } from './augmentation.ts';
import type { TrainingState } from './checkpoint.ts';
import type { EpochRecord } from './history.ts';
import type { Beta } from './kl-weight.ts';
import type { Schedule } from './learning-rate.ts';

/** What an epoch is better than another by. */
export type BestBy = 'loss' | 'accuracy';

export interface TrainingOptions extends Augmentation {
  readonly epochs: number;
  readonly batchSize: number;
  /** At the start. */
  readonly learningRate: number;
  readonly schedule: Schedule;
  /** λ of AdamW; without effect on Bayesian networks. */
  readonly weightDecay: number;
  /** Of the KL term; without effect on frequentist networks. */
  readonly beta: Beta;
  /** Where a Bayesian network's weights start. */
  readonly posteriorStart: PosteriorStart;
  /** Schedule plateau: epochs without a better validation loss before the learning rate is multiplied with `factor`. */
  readonly patience: number;
  readonly factor: number;
  /** Which epoch's weights are kept: that of the lowest validation loss, or of the highest validation accuracy. */
  readonly bestBy: BestBy;
  readonly seed: number;
}

export interface TrainingHooks {
  /** A state to go on from. */
  readonly resume: TrainingState | undefined;
  /** Called after every epoch, and when aborted. */
  readonly save: (state: TrainingState) => Promise<void>;
  readonly onBatch: (report: { readonly epochsDone: number; readonly loss: number }) => void;
  readonly onEpoch: (record: EpochRecord) => void;
  readonly signal: AbortSignal;
}

export interface TrainedNetwork {
  /** Of the epoch that is best on validation, in memory layout. */
  readonly parameters: ReadonlyMap<string, Float32Array>;
  /** From 1. */
  readonly bestEpoch: number;
  readonly history: readonly EpochRecord[];
}
