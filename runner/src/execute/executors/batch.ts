import type { Action } from '../../pipeline/model.ts';
import type { BatchItem } from '../../stage-api/context.ts';
import type { ActionError } from '../errors.ts';
import type { RunSignals } from '../options.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import type { Session } from '../session/session.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';
import type { WorkerTask } from '../worker/worker-process.ts';

/** What the stage sees of one of the batch's actions; its outputs are staged. */
export type BatchMember = BatchItem<Action['params']>;

export interface ExecutionContext {
  readonly session: Session;
  readonly pool: WorkerPool;
  readonly signals: RunSignals;
  readonly onProgress: WorkerTask['onProgress'];
  /** Something that the user should know, though nothing failed. */
  readonly onNotice: (message: string) => void;
  readonly onRetry: (attempt: number, error: ActionError) => void;
}

/** The actions that run in one process: those of one batch with the same inputs, or just one. */
export type Batch = readonly [KeyedAction, ...KeyedAction[]];
