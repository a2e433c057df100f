import { PipelineError } from '../../base/errors.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { withUpstream } from '../../pipeline/upstream.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import { DamagedBlobError } from '../../store/errors.ts';
import { openRemote } from '../../store/remote/open-remote.ts';
import { pullResult } from '../../store/remote/pull-result.ts';
import { isResultThere, listResultFiles, pushResult } from '../../store/remote/push-result.ts';
import { readRemoteRecord } from '../../store/remote/read-remote-record.ts';
import { type Remote, RemoteError } from '../../store/remote/remote.ts';
import type { Settled, ToExecute } from '../session/look-up-result.ts';
import { resultOfRecord, type Session, withSession } from '../session/session.ts';
import { type Settlement, settleActions } from '../session/settle-action.ts';

export interface SyncOptions {
  readonly direction: 'push' | 'pull';
  /** A folder or an address; undefined: PIPELINE_REMOTE_CACHE, else what pipeline.json names. */
  readonly remote?: string | undefined;
  /** The results of these actions only; undefined: all. */
  readonly select?: readonly ActionId[];
  readonly dryRun: boolean;
  /** Push: also read what is there from beginning to end. */
  readonly verify?: boolean;
}

interface SyncedAction {
  readonly action: ActionId;
  /** `missing`: neither side has it; `unknown`: its key depends on a result that is missing. */
  readonly state: 'copied' | 'there' | 'missing' | 'unknown' | 'failed';
  /** Size of the files that were copied; with `dryRun`, at most what would be. */
  readonly bytes: number;
  readonly message?: string;
}

export interface SyncReport {
  readonly remote: string;
  readonly direction: 'push' | 'pull';
  readonly dryRun: boolean;
  readonly actions: readonly SyncedAction[];
}

/** After this many failures in a row the remote is given up. */
const MOST_FAILURES = 3;

/**
 * Copies the results that the pipeline needs now to another cache (what that one lacks), or from it (what this one lacks).
 * After a result is pulled, the keys of the actions that read it can be computed, as in a run.
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
  for await (const settlement of settleActions(session, withUpstream(graph, selected))) {
    if (settlement.state === 'fails') throw settlement.error;
    const { id } = settlement.action;
    // Pulling needs the results upstream of the selection, to know its keys. Pushing does not copy them.
    if (options.direction === 'push' && !selected.has(id)) continue;
    const one = { action: id, ...(await syncOne(session, remote, settlement, options)) };
    synced.push(one);
    failures = one.state === 'failed' ? failures + 1 : 0;
    if (failures >= MOST_FAILURES) throw new RemoteError('REMOTE_FAILED', `${one.message}; given up`);
  }
  return synced;
}

type Synced = Omit<SyncedAction, 'action'>;

async function syncOne(
  session: Session,
  remote: Remote,
  settlement: Exclude<Settlement, { state: 'fails' }>,
  options: SyncOptions,
): Promise<Synced> {
  if (settlement.state === 'waits') return { state: 'unknown', bytes: 0 };
  try {
    return options.direction === 'push'
      ? await push(session, remote, settlement, options)
      : await pull(session, remote, settlement, options.dryRun);
  } catch (error) {
    if (!(error instanceof RemoteError || error instanceof DamagedBlobError)) throw error;
    return { state: 'failed', bytes: 0, message: error.message };
  }
}

async function push(
  { store }: Session,
  remote: Remote,
  found: ToExecute | Settled,
  { dryRun, verify = false }: SyncOptions,
): Promise<Synced> {
  if (found.state === 'execute') return { state: 'missing', bytes: 0 };
  const record = found.loadRecord();
  if (await isResultThere(store, remote, record, { verify })) return { state: 'there', bytes: 0 };
  const bytes = dryRun ? measure(record) : await pushResult(store, remote, record, { verify });
  return { state: 'copied', bytes };
}

/** Also pulls the files of a result whose record alone is here. */
async function pull(
  session: Session,
  remote: Remote,
  found: ToExecute | Settled,
  dryRun: boolean,
): Promise<Synced> {
  const { store } = session;
  const { keyDigest, action } = found.keyed;
  if (found.state === 'settled' && hasFiles(session, found.loadRecord())) return { state: 'there', bytes: 0 };
  const record = await readRemoteRecord(remote, keyDigest, action.id);
  if (record === undefined) return { state: 'missing', bytes: 0 };
  const bytes = dryRun ? measure(record) : await pullResult(store, remote, record);
  session.adopt(action.id, resultOfRecord(record));
  return { state: 'copied', bytes };
}

function hasFiles({ store }: Session, record: ActionRecord): boolean {
  return listResultFiles(record).every(({ digest }) => store.blobs.has(digest));
}

function measure(record: ActionRecord): number {
  return listResultFiles(record).reduce((sum, { size = 0 }) => sum + size, 0);
}
