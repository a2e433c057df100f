import { compareCodeUnits } from '../hash/tree.ts';
import type { LockedAction, LockFile } from './lock-file.ts';

/**
 * The text of a lock file. The same content always gives the same text: a line for each action, sorted by id, with an empty
 * line between two. git can only merge changes of neighbouring actions with an unchanged line between them.
 */
export function renderLockFile(lock: LockFile): string {
  const profiles = [...lock]
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .map(([name, actions]) => {
      const lines = [...actions]
        .sort(([a], [b]) => compareCodeUnits(a, b))
        .map(([id, action]) => `      ${JSON.stringify(id)}: ${renderAction(action)}`);
      return `    ${JSON.stringify(name)}: ${lines.length === 0 ? '{}' : `{\n${lines.join(',\n\n')}\n    }`}`;
    });
  const body = profiles.length === 0 ? '{}' : `{\n${profiles.join(',\n\n')}\n  }`;
  return `{\n  "lockVersion": 1,\n  "profiles": ${body}\n}\n`;
}

function renderAction({ key, outputs }: LockedAction): string {
  const names = Object.keys(outputs).sort();
  return `{"key":"${key}","outputs":{${names.map((name) => `${JSON.stringify(name)}:"${outputs[name]}"`).join()}}}`;
}
