import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Digest, digestBytes } from '../../base/digest.ts';
import { canonicalJson } from '../../hash/canonical-json.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { StoreIoError } from '../../store/errors.ts';
import type { Lease } from '../run/scheduler.ts';
import type { ActionResult, Session } from '../session/session.ts';
import type { Batch, ExecutionContext } from './batch.ts';
import { commitAction } from './commit-action.ts';
import { explainFullDisk } from './explain-full-disk.ts';
import { stageBatch, stageMembers } from './stage-batch.ts';

/**
 * Runs a batch and makes its results findable, in this order: outputs into the cache, record, artifacts in place. Until
 * the record is written nothing of it can be restored.
 * @returns action → result
 * @throws ActionError, ActionInterrupted, StoreIoError
 */
export async function executeBatch(
  batch: Batch,
  lease: Lease,
  context: ExecutionContext,
): Promise<ReadonlyMap<ActionId, ActionResult>> {
  const { session } = context;
  const staging = session.newStagingPath();
  const members = stageMembers(batch, staging);
  const logPath = `${staging}.log`;
  const checkpointDir = session.store.checkpointFolder(checkpointNameOf(batch));
  const startedAt = new Date();
  const startedMs = performance.now();
  try {
    const ran = await stageBatch(batch, lease, context, { members, logPath, checkpointDir });
    const log = session.store.blobs.putBytes(existsSync(logPath) ? readFileSync(logPath) : '');
    const durationMs = Math.round((performance.now() - startedMs) / batch.length);
    const results = new Map<ActionId, ActionResult>();
    for (const [index, keyed] of batch.entries()) {
      const staged = members[index]?.outputs ?? {};
      results.set(
        keyed.action.id,
        await commitAction(context, keyed, staged, { ...ran, log, durationMs, startedAt }),
      );
    }
    session.store.removeCheckpoint(checkpointNameOf(batch));
    return results;
  } catch (error) {
    keepFailedLogs(session, batch, logPath);
    throw explainFullDisk(error, dirname(staging));
  } finally {
    removeStaged([logPath, ...members.flatMap(({ outputs }) => Object.values(outputs))]);
  }
}

/** Another set of missing actions is other work, so its checkpoints are apart. */
function checkpointNameOf(batch: Batch): Digest {
  const [only, ...others] = batch.map(({ keyDigest }) => keyDigest);
  return others.length === 0 ? (only as Digest) : digestBytes(canonicalJson([only, ...others] as string[]));
}

/** The action's own trouble is what counts: a disk too full for the log must not take its place. */
function keepFailedLogs(session: Session, batch: Batch, logPath: string): void {
  if (!existsSync(logPath)) return;
  const log = readFileSync(logPath);
  for (const { action } of batch) {
    try {
      session.store.keepFailedLog(action.id, log);
    } catch (error) {
      if (!(error instanceof StoreIoError)) throw error;
    }
  }
}

/** What cannot be removed now is swept when this process has ended; the result does not depend on it. */
function removeStaged(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    }
  }
}
