import type { Digest } from '../base/digest.ts';
import type { ActionId } from '../pipeline/model.ts';

/** Name of the lock file, beside pipeline.json. */
export const LOCK_FILE_NAME = 'pipeline.lock.json';

/** The key and the output digests of an action, when the lock file was written. */
export interface LockedAction {
  readonly key: Digest;
  /** Output name → tree digest. */
  readonly outputs: Readonly<Record<string, Digest>>;
}

export type LockedProfile = ReadonlyMap<ActionId, LockedAction>;

/** The content of a pipeline.lock.json: profile → action → what is locked. */
export type LockFile = ReadonlyMap<string, LockedProfile>;
