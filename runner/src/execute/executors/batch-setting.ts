import type { Action } from '../../pipeline/model.ts';
import type { BatchItem } from '../../stage-api/context.ts';
import type { Lease } from '../session/capacity.ts';
import type { Session } from '../session/session.ts';
import type { RunSignals } from '../worker/run-signals.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';
import type { BatchListener } from './executor.ts';

/** What the stage sees of one of the batch's actions; its outputs are staged. */
export type BatchMember = BatchItem<Action['params']>;

/** What a batch runs with. */
export interface BatchSetting {
  readonly session: Session;
  readonly pool: WorkerPool;
  readonly signals: RunSignals;
  readonly lease: Lease;
  readonly listener: BatchListener;
}

/** Where a batch writes. */
export interface StagedPlaces {
  readonly members: readonly BatchMember[];
  readonly logPath: string;
  readonly checkpointDir: string;
}
