import { join } from 'node:path';
import { scanTree } from '../../hash/scan-tree.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { type ActionRecord, treeOf } from '../../store/action-record.ts';
import type { Batch, BatchListener, Executor } from '../executors/executor.ts';
import { stageBatch, stageMembers } from '../executors/stage-batch.ts';
import type { Lease } from '../session/capacity.ts';
import { type ActionResult, resultOfRecord, type Session } from '../session/session.ts';
import type { RunSignals } from '../worker/run-signals.ts';
import { WorkerPool } from '../worker/worker-pool.ts';

/** Runs a batch into a scratch folder, compares what it gives with the records, and keeps nothing of it. */
export class ComparingExecutor implements Executor {
  /** Action → a line for each file that differs: its path, and how. Has every action that was executed. */
  readonly differences = new Map<ActionId, readonly string[]>();
  readonly #session: Session;
  readonly #signals: RunSignals;
  readonly #records: ReadonlyMap<ActionId, ActionRecord>;
  readonly #pool: WorkerPool;

  constructor(
    session: Session,
    signals: RunSignals,
    jobs: number,
    records: ReadonlyMap<ActionId, ActionRecord>,
  ) {
    this.#session = session;
    this.#signals = signals;
    this.#records = records;
    this.#pool = new WorkerPool(jobs);
  }

  /** @returns the recorded results, so that what reads from the actions has the inputs that it had */
  async execute(
    batch: Batch,
    lease: Lease,
    listener: BatchListener,
  ): Promise<ReadonlyMap<ActionId, ActionResult>> {
    const session = this.#session;
    const folder = session.store.makeScratchFolder();
    const members = stageMembers(batch, join(folder, 'output'));
    const setting = { session, signals: this.#signals, pool: this.#pool, lease, listener };
    const places = { members, logPath: join(folder, 'log'), checkpointDir: join(folder, 'checkpoint') };
    await stageBatch(batch, setting, places);
    const results = new Map<ActionId, ActionResult>();
    for (const [index, { action }] of batch.entries()) {
      const record = this.#records.get(action.id);
      if (record === undefined) throw new Error(`${action.id} has no record to compare with.`);
      const differences: string[] = [];
      for (const output of action.outputs) {
        const fresh = members[index]?.outputs[output] ?? '';
        differences.push(...(await compareOutput(session, record, output, fresh)));
      }
      this.differences.set(action.id, differences);
      results.set(action.id, resultOfRecord(record));
    }
    session.store.removeScratchFolder(folder);
    return results;
  }

  close(): void {
    this.#pool.close();
  }
}

async function compareOutput(
  session: Session,
  record: ActionRecord,
  output: string,
  fresh: string,
): Promise<string[]> {
  const tree = treeOf(record, output);
  const now = await scanTree(fresh);
  if (now.digest === tree.digest) return [];
  // The recorded bytes are needed only if something differs.
  const recorded = `${session.store.makeScratchFolder()}/${output}`;
  await session.store.restore(record.action, output, tree, recorded);
  const { compareFolders } = await import('../../compare/compare-folders.ts');
  const files = await compareFolders(recorded, fresh);
  if (files.length === 0) return [`${output}: a file's mode or an empty folder differs`];
  return files.map(({ path, summary }) => `${output}/${path}: ${summary}`);
}
