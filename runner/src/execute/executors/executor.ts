import type { ActionId } from '../../pipeline/model.ts';
import type { ActionError } from '../errors.ts';
import type { Lease } from '../session/capacity.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import type { ActionResult } from '../session/session.ts';
import type { ProgressReport } from '../worker/worker-protocol.ts';

/** The actions that run in one process: one action, or those of one batch with the same inputs. The first leads. */
export type Batch = readonly [KeyedAction, ...KeyedAction[]];

/** What an executor says while a batch runs. */
export interface BatchListener {
  readonly onProgress: (report: ProgressReport) => void;
  /** Something that the user should know, though nothing failed. */
  readonly onNotice: (message: string) => void;
  /** The batch failed, and starts again. @param attempt from 2 */
  readonly onRetry: (attempt: number, error: ActionError) => void;
}

/**
 * Where batches run. The runner decides what runs and when; an executor knows how. It runs several batches at the same time,
 * one for each call that has not ended. It gets the signals that stop a run when it is made, and ends its batches on them.
 */
export interface Executor {
  /**
   * Runs a batch to its end. The runner holds the mutexes of its actions meanwhile.
   * @param lease what the batch may use of the machine
   * @returns action → result, for all actions of the batch
   * @throws ActionError, ActionInterrupted after a stop, StoreIoError
   */
  execute(batch: Batch, lease: Lease, listener: BatchListener): Promise<ReadonlyMap<ActionId, ActionResult>>;
  /** No further batch will come. */
  close(): void;
}
