// Made from schemas/pipeline.lock.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * SHA-256, lower-case hex.
 */
export type Digest = string;

/**
 * pipeline.lock.json, written by `pipeline run` and `pipeline lock`: the key and the output digests of each action. Commit it.
 */
export interface PipelineLock {
  /**
   * Version of this format.
   */
  lockVersion: 1;
  /**
   * Profile of pipeline.json (`a+b` for several) → action id → what is locked.
   */
  profiles: {
    [k: string]: {
      [k: string]: LockedActionEntry;
    };
  };
}
/**
 * An action as it was when the lock was written.
 */
export interface LockedActionEntry {
  /**
   * Digest of the action's key: the name of its record in the cache.
   */
  key: string;
  /**
   * Output name → digest of its tree.
   */
  outputs: {
    [k: string]: Digest;
  };
}
