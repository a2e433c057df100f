import type { Digest } from '../../base/digest.ts';
import type { LockedProfile } from '../../lockfile/lock-file.ts';
import { readLockFile } from '../../lockfile/read-lock-file.ts';
import type { Action, ActionId, Graph } from '../../pipeline/model.ts';
import { withUpstream } from '../../pipeline/upstream.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import { describeChanges } from '../session/describe-change.ts';
import { detailsOf, type KeyChange } from '../session/key-details.ts';
import { type Session, withSession } from '../session/session.ts';
import { locateLockFile } from './write-lock.ts';

type LockFindingCode =
  | 'LOCK_MISSING'
  | 'LOCK_KEY_DIFFERS'
  | 'LOCK_NO_ACTION'
  | 'LOCK_OLD_ACTION'
  | 'LOCK_NO_INPUT';

/** An action of which the lock says something else than the pipeline. */
export interface LockFinding {
  readonly action: ActionId;
  readonly code: LockFindingCode;
  /** In words: what differs, and from what. */
  readonly message: string;
  readonly changes: readonly KeyChange[];
}

export interface LockCheck {
  readonly profile: string;
  /** Actions whose keys were compared. */
  readonly checked: number;
  readonly findings: readonly LockFinding[];
}

/** The keys of a pipeline compared with its lock. */
export interface KeyComparison extends LockCheck {
  /** Keys of the actions that have one: computed with the outputs that the lock has for what they read. */
  readonly keyed: ReadonlyMap<ActionId, KeyedAction>;
  readonly locked: LockedProfile;
}

/**
 * Compares the keys of all actions with pipeline.lock.json: needs neither data nor a cache, and writes nothing.
 * @throws InvalidLockFileError, PipelineError when a key cannot be computed
 */
export function checkLock(graph: Graph): Promise<LockCheck> {
  const check = async (session: Session): Promise<LockCheck> => {
    const { profile, checked, findings } = await compareWithLock(session);
    return { profile, checked, findings };
  };
  return withSession(graph, check, { readOnly: true });
}

/**
 * Compares keys with the lock, for a selection with what is upstream of it. Afterwards the session's results are those
 * of the lock.
 * @param select undefined: everything, and then actions that only the lock has are findings too
 */
export async function compareWithLock(session: Session, select?: Iterable<ActionId>): Promise<KeyComparison> {
  const { graph } = session;
  const file = readLockFile(locateLockFile(graph.baseDir));
  const locked = file?.get(graph.profile) ?? new Map();
  const ids = select === undefined ? [...graph.actions.keys()] : withUpstream(graph, select);
  const findings: LockFinding[] = [];
  const keyed = new Map<ActionId, KeyedAction>();
  for (const [id, { key, outputs }] of locked) session.results.set(id, { keyDigest: key, outputs });
  const absent: Omit<LockFinding, 'action'> = {
    code: file === undefined ? 'LOCK_MISSING' : 'LOCK_NO_ACTION',
    message: describeAbsence(file === undefined, locked.size === 0, graph.profile),
    changes: [],
  };
  for (const id of ids) {
    const action = session.action(id);
    const wanted = locked.get(id);
    const unknown = findUnknownInput(session, action);
    if (wanted === undefined) {
      findings.push({ action: id, ...absent });
    } else if (unknown !== undefined) {
      const message = `its input ${unknown} is not in pipeline.lock.json`;
      findings.push({ action: id, code: 'LOCK_NO_INPUT', message, changes: [] });
    } else {
      const found = await session.computeKey(action);
      keyed.set(id, found);
      if (found.keyDigest !== wanted.key) findings.push(describeOtherKey(session, found, wanted.key));
    }
  }
  const old = select === undefined ? [...locked.keys()].filter((id) => !graph.actions.has(id)) : [];
  const message = `is in pipeline.lock.json, but not in profile '${graph.profile}' of the pipeline any more`;
  findings.push(...old.map((action) => ({ action, code: 'LOCK_OLD_ACTION', message, changes: [] }) as const));
  return { profile: graph.profile, checked: keyed.size, findings, keyed, locked };
}

function describeAbsence(hasNoFile: boolean, hasNoProfile: boolean, profile: string): string {
  if (hasNoFile) return 'there is no pipeline.lock.json';
  return hasNoProfile ? `profile '${profile}' is not in pipeline.lock.json` : 'is not in pipeline.lock.json';
}

/** An input whose digest the lock does not have, so that no key can be computed. */
function findUnknownInput(session: Session, action: Action): ActionId | undefined {
  const isKnown = (id: ActionId, output: string): boolean =>
    session.results.get(id)?.outputs[output] !== undefined;
  for (const { sources } of action.inputs) {
    const unknown = sources.find((source) => !isKnown(source.action, source.output));
    if (unknown !== undefined) return unknown.action;
  }
  return session.findUnsettledInput(action);
}

function describeOtherKey(session: Session, keyed: KeyedAction, locked: Digest): LockFinding {
  const finding = { action: keyed.action.id, code: 'LOCK_KEY_DIFFERS' } as const;
  const found = session.store.readRecord(locked);
  if (found.status !== 'found') {
    const message =
      'its key differs from the lock (what changed cannot be said: the locked record is not in the cache)';
    return { ...finding, message, changes: [] };
  }
  const changes = describeChanges(detailsOf(found.record), keyed);
  const message = changes.map(({ text }) => text).join('; ') || 'its key differs from the lock';
  return { ...finding, message, changes };
}
