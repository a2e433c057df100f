import type { Digest } from '../../base/digest.ts';
import { LOCK_FILE_NAME, type LockedProfile } from '../../lockfile/lock-file.ts';
import { readLockFile } from '../../lockfile/read-lock-file.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { withUpstream } from '../../pipeline/upstream.ts';
import type { KeyedAction } from '../session/compute-key.ts';
import { describeChanges } from '../session/describe-change.ts';
import { detailsOf, type KeyChange } from '../session/key-details.ts';
import { type Session, withSession } from '../session/session.ts';
import { keyAction } from '../session/settle-action.ts';
import { locateLockFile } from './write-lock.ts';

type LockFindingCode =
  | 'LOCK_MISSING'
  | 'LOCK_KEY_DIFFERS'
  | 'LOCK_NO_ACTION'
  | 'LOCK_OLD_ACTION'
  | 'LOCK_NO_INPUT';

/** An action for which the lock does not say the same as the pipeline. */
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
  /** Keys of the actions that have one. They are computed with the outputs that the lock has for the inputs. */
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
 * Compares keys with the lock, for a selection and what is upstream of it. The session adopts the results of the lock.
 * @param select undefined: everything, and then actions that only the lock has are findings too
 */
export async function compareWithLock(session: Session, select?: Iterable<ActionId>): Promise<KeyComparison> {
  const { profile, baseDir, actions } = session.graph;
  const file = readLockFile(locateLockFile(baseDir));
  const locked: LockedProfile = file?.get(profile) ?? new Map();
  for (const [id, { key, outputs }] of locked) session.adopt(id, { keyDigest: key, outputs });
  const absent: Omit<LockFinding, 'action'> = {
    code: file === undefined ? 'LOCK_MISSING' : 'LOCK_NO_ACTION',
    message: describeAbsence(file === undefined, locked.size === 0, profile),
    changes: [],
  };
  const findings: LockFinding[] = [];
  const keyed = new Map<ActionId, KeyedAction>();
  for (const id of select === undefined ? actions.keys() : withUpstream(session.graph, select)) {
    const wanted = locked.get(id);
    if (wanted === undefined) {
      findings.push({ action: id, ...absent });
      continue;
    }
    const known = await keyAction(session, session.action(id));
    if (known.state === 'fails') throw known.error;
    if (known.state === 'waits') {
      const message = `its input ${known.waitsFor[0]} is not in ${LOCK_FILE_NAME}`;
      findings.push({ action: id, code: 'LOCK_NO_INPUT', message, changes: [] });
      continue;
    }
    keyed.set(id, known.keyed);
    if (known.keyed.keyDigest !== wanted.key)
      findings.push(describeOtherKey(session, known.keyed, wanted.key));
  }
  if (select === undefined) findings.push(...findOldActions(session.graph, locked));
  return { profile, checked: keyed.size, findings, keyed, locked };
}

function describeAbsence(hasNoFile: boolean, hasNoProfile: boolean, profile: string): string {
  if (hasNoFile) return `there is no ${LOCK_FILE_NAME}`;
  return `${hasNoProfile ? `profile '${profile}' ` : ''}is not in ${LOCK_FILE_NAME}`;
}

function findOldActions({ actions, profile }: Graph, locked: LockedProfile): LockFinding[] {
  const message = `is in ${LOCK_FILE_NAME}, but not in profile '${profile}' of the pipeline any more`;
  return [...locked.keys()]
    .filter((id) => !actions.has(id))
    .map((action) => ({ action, code: 'LOCK_OLD_ACTION', message, changes: [] }));
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
