import type { ActionId } from '../../pipeline/model.ts';
import { locateFailedLog, readFailedLog } from '../../store/failed-logs.ts';
import type { Session } from '../session/session.ts';

export interface LogTail {
  readonly path: string;
  /** The last lines that are not blank. */
  readonly lines: readonly string[];
}

/** The end of a failed action's log. Undefined when it wrote nothing. */
export function readLogTail({ store }: Session, id: ActionId, mostLines = 12): LogTail | undefined {
  const log = readFailedLog(store.folders, id);
  if (log === undefined) return undefined;
  const lines = log
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-mostLines);
  return lines.length === 0 ? undefined : { path: locateFailedLog(store.folders, id), lines };
}
