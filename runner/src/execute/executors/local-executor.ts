import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Digest, digestBytes } from '../../base/digest.ts';
import { canonicalJson } from '../../hash/canonical-json.ts';
import { mapStacks } from '../../hash/program/map-stacks.ts';
import type { Action, ActionId } from '../../pipeline/model.ts';
import { StoreIoError } from '../../store/errors.ts';
import { removeFailedLog } from '../../store/failed-logs.ts';
import type { Lease } from '../session/capacity.ts';
import type { ActionResult, Session } from '../session/session.ts';
import type { RunSignals } from '../worker/run-signals.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { commitAction } from './commit-action.ts';
import type { Batch, BatchListener, Executor } from './executor.ts';
import { explainFullDisk } from './explain-full-disk.ts';
import { stageBatch, stageMembers } from './stage-batch.ts';

/** Runs batches in child processes on this machine. */
export class LocalExecutor implements Executor {
  readonly #session: Session;
  readonly #signals: RunSignals;
  readonly #pool: WorkerPool;

  /** @param jobs how many idle processes may be kept for the next batch */
  constructor(session: Session, signals: RunSignals, jobs: number) {
    this.#session = session;
    this.#signals = signals;
    this.#pool = new WorkerPool(jobs);
  }

  /** Starts a process ahead of an action that is all but certain to run. */
  prepare(action: Action): void {
    const environment = this.#session.environmentOf(action, { gpuIds: [] });
    this.#pool.prepare({ environment, cwd: this.#session.graph.baseDir });
  }

  /**
   * Makes the results findable in this order: outputs into the cache, record, artifacts in place. Until the record is written,
   * nothing of the batch can be restored.
   */
  async execute(
    batch: Batch,
    lease: Lease,
    listener: BatchListener,
  ): Promise<ReadonlyMap<ActionId, ActionResult>> {
    const session = this.#session;
    const staging = session.newStagingPath();
    const members = stageMembers(batch, staging);
    const logPath = `${staging}.log`;
    const checkpointDir = session.store.checkpointFolder(checkpointNameOf(batch));
    const startedAt = new Date();
    const startedMs = performance.now();
    try {
      const setting = { session, signals: this.#signals, pool: this.#pool, lease, listener };
      const ran = await stageBatch(batch, setting, { members, logPath, checkpointDir });
      const log = session.store.blobs.putBytes(existsSync(logPath) ? readFileSync(logPath) : '');
      const durationMs = Math.round((performance.now() - startedMs) / batch.length);
      const facts = { ...ran, log, durationMs, startedAt };
      const results = new Map<ActionId, ActionResult>();
      for (const [index, keyed] of batch.entries()) {
        const staged = members[index]?.outputs ?? {};
        results.set(keyed.action.id, await commitAction(session, keyed, staged, facts, listener.onNotice));
      }
      session.store.removeCheckpoint(checkpointNameOf(batch));
      return results;
    } catch (error) {
      await keepFailedLogs(session, batch, logPath);
      throw explainFullDisk(error, dirname(staging));
    } finally {
      removeStaged([logPath, ...members.flatMap(({ outputs }) => Object.values(outputs))]);
    }
  }

  close(): void {
    this.#pool.close();
  }
}

/** Another set of missing actions is other work, so its checkpoints are apart. */
function checkpointNameOf(batch: Batch): Digest {
  const [only, ...others] = batch.map(({ keyDigest }) => keyDigest);
  return others.length === 0 ? (only as Digest) : digestBytes(canonicalJson([only, ...others] as string[]));
}

/** The action's own error must be reported, and not that the disk is too full for its log. */
async function keepFailedLogs(session: Session, batch: Batch, logPath: string): Promise<void> {
  // An attempt that wrote nothing must not be shown with the log of an earlier one.
  const log = existsSync(logPath) ? await readFailure(session, logPath) : undefined;
  for (const { action } of batch) {
    try {
      if (log === undefined) removeFailedLog(session.store.folders, action.id);
      else session.store.keepFailedLog(action.id, log);
    } catch (error) {
      if (!(error instanceof StoreIoError)) throw error;
    }
  }
}

/** A failed action's log. Stack traces in it name the user's files and lines, not those of bundles. */
async function readFailure(session: Session, logPath: string): Promise<Buffer> {
  const log = readFileSync(logPath);
  if (!log.includes('?pipeline-bundle=')) return log;
  return Buffer.from(await mapStacks(log.toString(), realpathSync(session.graph.baseDir)));
}

/** What cannot be removed now is swept after this process has ended. The result does not depend on it. */
function removeStaged(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    }
  }
}
