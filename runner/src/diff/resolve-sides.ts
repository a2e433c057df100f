import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Session } from '../execute/session/session.ts';
import type { LockedProfile, LockFile } from '../lockfile/lock-file.ts';
import { readLockFile } from '../lockfile/read-lock-file.ts';
import { outputDigestsOf } from '../store/action-record.ts';
import type { StoredRun } from '../store/runs.ts';
import { DiffRequestError } from './errors.ts';
import { readPresent } from './read-present.ts';
import { readRevision } from './read-revision.ts';
import type { Side, SideAction } from './side.ts';

/**
 * Finds the two states to compare.
 * @param a a run (id, the beginning of one, `latest`, `latest~1`), the path of a lock file, a git revision, or `present`;
 *   undefined: the lock at HEAD, else the run before the last
 * @param b likewise; undefined: the present results
 * @throws DiffRequestError, InvalidLockFileError
 */
export async function resolveSides(
  session: Session,
  a: string | undefined,
  b: string | undefined,
): Promise<readonly [Side, Side]> {
  const before = a === undefined ? await resolveDefault(session) : await resolveSide(session, a);
  return [before, b === undefined ? await readPresent(session) : await resolveSide(session, b)];
}

async function resolveDefault(session: Session): Promise<Side> {
  const { baseDir, profile } = session.graph;
  const head = await readRevision(baseDir, 'HEAD');
  const locked = head.status === 'found' ? head.lock.get(profile) : undefined;
  if (locked !== undefined) return fromLock('revision', 'HEAD', profile, locked);
  const runs = listRunsOfProfile(session);
  const run = runs.at(-2) ?? runs.at(-1);
  if (run !== undefined) return fromRun(session, run);
  throw new DiffRequestError(
    'DIFF_NOTHING_BEFORE',
    `There is nothing to compare with: no pipeline.lock.json with profile '${profile}' at HEAD, and no earlier run.`,
    'Run the pipeline and commit pipeline.lock.json, or name a run, a lock file or a git revision.',
  );
}

async function resolveSide(session: Session, name: string): Promise<Side> {
  if (name === 'present') return readPresent(session);
  const back = /^latest(?:~(\d+))?$/.exec(name);
  if (back !== null) return findLatest(session, name, Number(back[1] ?? 0));
  const path = resolve(session.graph.baseDir, name);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) {
    return chooseProfile(session, 'lock', name, readLockFile(path));
  }
  const run = findRun(session, name);
  if (run !== undefined) return fromRun(session, run);
  const revision = await readRevision(session.graph.baseDir, name);
  if (revision.status === 'found') return chooseProfile(session, 'revision', name, revision.lock);
  throw new DiffRequestError(
    'DIFF_SIDE_UNKNOWN',
    revision.status === 'no-lock'
      ? `Revision '${name}' has no pipeline.lock.json beside pipeline.json.`
      : `'${name}' is neither a run, nor a lock file, nor a git revision.`,
    revision.status === 'no-lock'
      ? 'npx pipeline run writes it; commit it to compare with it later.'
      : `${describeRuns(session)} Or give the path of a lock file, a git revision, or present.`,
  );
}

function findLatest(session: Session, name: string, back: number): Side {
  const run = listRunsOfProfile(session).at(-1 - back);
  if (run !== undefined) return fromRun(session, run);
  throw new DiffRequestError(
    'DIFF_SIDE_UNKNOWN',
    `There is no run '${name}' of profile '${session.graph.profile}'.`,
    describeRuns(session),
  );
}

/** A run by its id, or by a beginning that no other id has. */
function findRun({ store }: Session, name: string): StoredRun | undefined {
  const ids = store.listRuns().filter((id) => id.startsWith(name));
  const [id, ...others] = ids.includes(name) ? [name] : ids;
  if (id === undefined) return undefined;
  if (others.length > 0) {
    const shown = ids.slice(-5).join(', ');
    throw new DiffRequestError(
      'DIFF_SIDE_AMBIGUOUS',
      `${ids.length} runs begin with '${name}'.`,
      `Give more of the id: ${shown}`,
    );
  }
  return store.readRun(id);
}

function listRunsOfProfile({ store, graph }: Session): StoredRun[] {
  return store.listRuns().flatMap((id) => {
    const run = store.readRun(id);
    return run?.profile === graph.profile ? [run] : [];
  });
}

function describeRuns({ store }: Session): string {
  const ids = store.listRuns().slice(-3);
  return ids.length === 0 ? 'There are no runs yet.' : `The last runs are ${ids.join(', ')}.`;
}

function chooseProfile(
  { graph }: Session,
  kind: 'lock' | 'revision',
  label: string,
  lock: LockFile | undefined,
): Side {
  const locked = lock?.get(graph.profile);
  if (locked !== undefined) return fromLock(kind, label, graph.profile, locked);
  const known = [...(lock?.keys() ?? [])].join(', ') || 'none';
  throw new DiffRequestError(
    'DIFF_NO_PROFILE',
    `The lock of ${label} does not have profile '${graph.profile}'.`,
    `It has: ${known}. Choose one with --profile.`,
  );
}

function fromLock(kind: 'lock' | 'revision', label: string, profile: string, actions: LockedProfile): Side {
  return { kind, label, profile, actions };
}

/** A stored run names keys. The records of these keys, if the cache still has them, name the outputs. */
function fromRun({ store }: Session, { id, profile, actions }: StoredRun): Side {
  const entries = actions.map(({ action, key, outcome }): [string, SideAction] => {
    if (key === undefined) return [action, { missing: `${outcome} in run ${id}` }];
    const found = store.readRecord(key);
    if (found.status !== 'found') return [action, { key, missing: 'has no record in the cache any more' }];
    return [action, { key, outputs: outputDigestsOf(found.record) }];
  });
  return { kind: 'run', label: id, profile, actions: new Map(entries) };
}
