import type { ActionId } from '../pipeline/model.ts';
import type { LockedAction, LockedProfile, LockFile } from './lock-file.ts';
import { parseLockFile } from './parse-lock-file.ts';
import { renderLockFile } from './render-lock-file.ts';

export interface LockUpdate {
  readonly profile: string;
  readonly actions: LockedProfile;
  /** The actions are all that the profile has: lines of others go. Otherwise only the lines of these change. */
  readonly isWhole: boolean;
}

/**
 * The text of a lock file with what a run found.
 * @param text the lock file as it is; undefined: there is none
 * @returns undefined when nothing changes
 * @throws InvalidLockFileError
 */
export function updateLockText(
  text: string | undefined,
  update: LockUpdate,
  label: string,
): string | undefined {
  const { profile, actions, isWhole } = update;
  // A lock of one profile and nothing new, as after most runs: told without parsing.
  if (isWhole && text === renderLockFile(new Map([[profile, actions]]))) return undefined;
  const before: LockFile = text === undefined ? new Map() : parseLockFile(text, label);
  const locked = new Map<ActionId, LockedAction>([
    ...(isWhole ? [] : (before.get(profile) ?? [])),
    ...actions,
  ]);
  const updated = renderLockFile(new Map([...before, [profile, locked]]));
  return updated === text ? undefined : updated;
}
