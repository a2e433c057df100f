import type { Digest } from '../base/digest.ts';
import type { ActionId } from '../pipeline/model.ts';

/** Name of the lock file, beside pipeline.json. */
export const LOCK_FILE_NAME = 'pipeline.lock.json';

/** An action's key and output digests, as they were when the lock was written. */
export interface LockedAction {
  readonly key: Digest;
  /** Output name → tree digest. */
  readonly outputs: Readonly<Record<string, Digest>>;
}

export type LockedProfile = ReadonlyMap<ActionId, LockedAction>;

/** Contents of a pipeline.lock.json: profile → action → what is locked. */
export type LockFile = ReadonlyMap<string, LockedProfile>;
