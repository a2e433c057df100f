import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestBytes } from '../../base/digest.ts';
import { LOCK_FILE_NAME, type LockedAction } from '../../lockfile/lock-file.ts';
import { skimLockFile } from '../../lockfile/parse-lock-file.ts';
import { readLockText } from '../../lockfile/read-lock-file.ts';
import { updateLockText } from '../../lockfile/update-lock-file.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { withIoErrors } from '../../store/errors.ts';
import type { Session } from '../session/session.ts';

/** Where the lock file of a pipeline is. */
export function locateLockFile(baseDir: string): string {
  return join(baseDir, LOCK_FILE_NAME);
}

/**
 * Finds out before a run whether the lock file could be written after it. It could not during an unresolved merge, for example.
 * @throws InvalidLockFileError, UnreadableLockFileError
 */
export function assertLockWritable(baseDir: string): void {
  const text = readLockText(locateLockFile(baseDir));
  if (text !== undefined) skimLockFile(text, LOCK_FILE_NAME);
}

/**
 * Puts the session's results of these actions into pipeline.lock.json, if they are not there already.
 * @returns whether it was written
 * @throws InvalidLockFileError (a lock file that cannot be read is not overwritten), StoreIoError
 */
export async function writeLock(session: Session, ids: ReadonlySet<ActionId>): Promise<boolean> {
  const { baseDir, profile, actions: all } = session.graph;
  const path = locateLockFile(baseDir);
  const actions = new Map<ActionId, LockedAction>();
  for (const id of ids) {
    const result = session.resultOf(id);
    if (result !== undefined) actions.set(id, { key: result.keyDigest, outputs: result.outputs });
  }
  const update = { profile, actions, isWhole: actions.size === all.size };
  if (updateLockText(readLockText(path), update, LOCK_FILE_NAME) === undefined) return false;
  // Runs of two profiles, or of two selections, may end at the same time.
  const mutex = await session.store.acquireMutex(`lock-file-${digestBytes(baseDir).slice(0, 16)}`);
  try {
    const text = updateLockText(readLockText(path), update, LOCK_FILE_NAME);
    if (text === undefined) return false;
    const staged = join(session.store.makeScratchFolder(baseDir), LOCK_FILE_NAME);
    withIoErrors('write', path, () => {
      writeFileSync(staged, text);
      renameSync(staged, path);
    });
    return true;
  } finally {
    mutex.release();
  }
}
