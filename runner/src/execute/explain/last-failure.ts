import type { ActionId } from '../../pipeline/model.ts';
import { locateFailedLog, readFailedLog } from '../../store/failed-logs.ts';
import type { Session } from '../session/session.ts';

/** How an action's last attempt failed. */
export interface Failure {
  readonly message: string;
  /** The run in which it failed, and when that started. */
  readonly run: string;
  readonly startedAt: string;
  /** Its log, if it wrote anything. */
  readonly logPath?: string;
}

/** Undefined unless the last run that tried the action failed at it. Since then it neither ran nor came from the cache. */
export function findLastFailure(session: Session, id: ActionId): Failure | undefined {
  const last = session.lastResults.history.last(id);
  if (last?.outcome !== 'failed') return undefined;
  const { folders } = session.store;
  const hasLog = readFailedLog(folders, id) !== undefined;
  return {
    message: last.reason,
    run: last.run,
    startedAt: last.startedAt,
    ...(hasLog ? { logPath: locateFailedLog(folders, id) } : {}),
  };
}
