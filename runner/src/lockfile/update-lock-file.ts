import type { ActionId } from '../pipeline/model.ts';
import type { LockedAction, LockedProfile, LockFile } from './lock-file.ts';
import { parseLockFile } from './parse-lock-file.ts';
import { renderLockFile } from './render-lock-file.ts';

export interface LockUpdate {
  readonly profile: string;
  readonly actions: LockedProfile;
  /** Whether these are all actions of the profile. If so, lines of other actions are removed; if not, they stay. */
  readonly isWhole: boolean;
}

/**
 * The text of a lock file after a run.
 * @param text the lock file before; undefined: there is none
 * @returns undefined when nothing changes
 * @throws InvalidLockFileError
 */
export function updateLockText(
  text: string | undefined,
  update: LockUpdate,
  label: string,
): string | undefined {
  const { profile, actions, isWhole } = update;
  // After most runs nothing is new. With a single profile that can be seen without parsing.
  if (isWhole && text === renderLockFile(new Map([[profile, actions]]))) return undefined;
  const before: LockFile = text === undefined ? new Map() : parseLockFile(text, label);
  const locked = new Map<ActionId, LockedAction>([
    ...(isWhole ? [] : (before.get(profile) ?? [])),
    ...actions,
  ]);
  const updated = renderLockFile(new Map([...before, [profile, locked]]));
  return updated === text ? undefined : updated;
}
