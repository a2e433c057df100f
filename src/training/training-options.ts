import type { PosteriorStart } from '../networks/initialise.ts';
import type { Augmentation } from './augmentation.ts';
import type { TrainingState } from './checkpoint.ts';
import type { EpochRecord } from './history.ts';
import type { Beta } from './kl-weight.ts';
import type { Schedule } from './learning-rate.ts';

/** The figure by which epochs are compared. */
export type BestBy = 'loss' | 'accuracy';

export interface TrainingOptions extends Augmentation {
  readonly epochs: number;
  readonly batchSize: number;
  /** The initial learning rate. */
  readonly learningRate: number;
  readonly schedule: Schedule;
  /** λ of AdamW. Bayesian networks ignore it. */
  readonly weightDecay: number;
  /** The weight of the KL term. Frequentist networks ignore it. */
  readonly beta: Beta;
  /** The initial posterior of a Bayesian network's weights. */
  readonly posteriorStart: PosteriorStart;
  /**
   * Of the schedule `plateau`: after so many epochs without a better validation loss, the learning rate is multiplied
   * by `factor`.
   */
  readonly patience: number;
  readonly factor: number;
  /**
   * Which epoch's weights are kept: the one with the lowest validation loss or with the highest validation accuracy.
   */
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
