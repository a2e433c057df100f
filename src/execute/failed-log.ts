import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionId } from '../pipeline/model.ts';
import type { Session } from './session.ts';

/** Where the log of an action's last failure is kept until it succeeds. */
export function failedLogPath(session: Session, id: ActionId): string {
  return join(session.store.folders.logs, `${id}.log`);
}

/** The last lines of a failed action's log, without what is blank. */
export function readLogTail(path: string, mostLines = 12): string[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-mostLines);
}
