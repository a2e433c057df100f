import { PipelineError } from '../../base/errors.ts';
import type { Action, ActionId, Graph } from '../../pipeline/model.ts';
import { withUpstream } from '../../pipeline/upstream.ts';
import { type ActionRecord, outputDigestsOf } from '../../store/action-record.ts';
import { DamagedBlobError } from '../../store/errors.ts';
import { openRemote } from '../../store/remote/open-remote.ts';
import { pullResult, readRemoteRecord } from '../../store/remote/pull-result.ts';
import { listFiles, pushResult } from '../../store/remote/push-result.ts';
import { type Remote, RemoteError } from '../../store/remote/remote.ts';
import { type Session, withSession } from '../session/session.ts';

export interface SyncOptions {
  readonly direction: 'push' | 'pull';
  /** A folder or an address; undefined: PIPELINE_REMOTE_CACHE, else what pipeline.json names. */
  readonly remote?: string | undefined;
  /** Results of these only; undefined: of all. */
  readonly select?: readonly ActionId[];
  readonly dryRun: boolean;
}

interface SyncedAction {
  readonly action: ActionId;
  /** `missing`: neither side has it; `unknown`: its key depends on a result that is missing. */
  readonly state: 'copied' | 'there' | 'missing' | 'unknown' | 'failed';
  /** Of files that were, or with `dryRun` at most would be, copied. */
  readonly bytes: number;
  readonly message?: string;
}

export interface SyncReport {
  readonly remote: string;
  readonly direction: 'push' | 'pull';
  readonly dryRun: boolean;
  readonly actions: readonly SyncedAction[];
}

/** A remote that fails so often in a row is given up. */
const MOST_FAILURES = 3;

/**
 * Copies the results that the pipeline needs now to another cache, or from it: what this side, or the other, lacks. Pulled
 * results tell the keys of what reads them, as running would.
 * @throws PipelineError REMOTE_UNKNOWN when no remote is named; RemoteError when it fails again and again
 */
export function syncCache(graph: Graph, options: SyncOptions): Promise<SyncReport> {
  const { direction, dryRun } = options;
  const sync = async (session: Session): Promise<SyncReport> => {
    const remote = openRemote(chooseRemote(graph, options.remote), graph.baseDir);
    try {
      return { remote: remote.name, direction, dryRun, actions: await syncActions(session, remote, options) };
    } finally {
      remote.close();
    }
  };
  return withSession(graph, sync, { inUse: true });
}

function chooseRemote(graph: Graph, asked: string | undefined): string {
  const remote = asked ?? (process.env.PIPELINE_REMOTE_CACHE || graph.remote);
  if (remote !== undefined) return remote;
  throw new PipelineError('REMOTE_UNKNOWN', 'No remote cache is named.', {
    exitCode: 2,
    hint: "Name a folder or an address: as an argument, in PIPELINE_REMOTE_CACHE, or as 'remote' in pipeline.json.",
  });
}

async function syncActions(session: Session, remote: Remote, options: SyncOptions): Promise<SyncedAction[]> {
  const { graph } = session;
  const selected = new Set(options.select ?? graph.actions.keys());
  const synced: SyncedAction[] = [];
  let failures = 0;
  for (const id of withUpstream(graph, selected)) {
    const action = session.action(id);
    // To know a key, pulling needs what it reads; that is not asked for only when pushing.
    const isWanted = options.direction === 'pull' || selected.has(id);
    const one = await syncOne(session, remote, action, isWanted, options);
    if (!isWanted) continue;
    synced.push(one);
    failures = one.state === 'failed' ? failures + 1 : 0;
    if (failures >= MOST_FAILURES) throw new RemoteError('REMOTE_FAILED', `${one.message}; given up`);
  }
  return synced;
}

async function syncOne(
  session: Session,
  remote: Remote,
  action: Action,
  isWanted: boolean,
  { direction, dryRun }: SyncOptions,
): Promise<SyncedAction> {
  const { store } = session;
  const { id } = action;
  if (session.findUnsettledInput(action) !== undefined) return { action: id, state: 'unknown', bytes: 0 };
  const { keyDigest } = await session.computeKey(action);
  const found = store.findResult(id, keyDigest);
  try {
    if (direction === 'push') {
      if (found.status !== 'found') return { action: id, state: 'missing', bytes: 0 };
      const record = found.loadRecord();
      remember(session, record);
      if (!isWanted || (await remote.hasRecord(keyDigest))) return { action: id, state: 'there', bytes: 0 };
      const bytes = dryRun ? measure(record) : await pushResult(store, remote, record);
      return { action: id, state: 'copied', bytes };
    }
    if (found.status === 'found' && hasFiles(session, found.loadRecord())) {
      remember(session, found.loadRecord());
      return { action: id, state: 'there', bytes: 0 };
    }
    const record = await readRemoteRecord(remote, keyDigest, id);
    if (record === undefined) return { action: id, state: 'missing', bytes: 0 };
    const bytes = dryRun ? measure(record) : await pullResult(store, remote, record);
    remember(session, record);
    return { action: id, state: 'copied', bytes };
  } catch (error) {
    if (!(error instanceof RemoteError || error instanceof DamagedBlobError)) throw error;
    return { action: id, state: 'failed', bytes: 0, message: error.message };
  }
}

function remember({ results }: Session, record: ActionRecord): void {
  results.set(record.action, { keyDigest: record.keyDigest, outputs: outputDigestsOf(record) });
}

function hasFiles({ store }: Session, record: ActionRecord): boolean {
  return listFiles(record).every(({ digest }) => store.blobs.has(digest));
}

function measure(record: ActionRecord): number {
  return listFiles(record).reduce((sum, { size = 0 }) => sum + size, 0);
}
