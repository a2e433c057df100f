import type { Digest } from '../../base/digest.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { readFailedLog } from '../../store/failed-logs.ts';
import { type Session, withSession } from '../session/session.ts';
import { findLastFailure } from './last-failure.ts';

export interface ActionLog {
  /** Whether the last thing that happened to the action was a failure, and this is its log. */
  readonly failed: boolean;
  readonly text: string;
  /** When the attempt that wrote it started; undefined when no stored run tells. */
  readonly startedAt?: string;
  /** Of a failure: the run in which it failed. */
  readonly run?: string;
  /** The last result of the action: of a failure, one that is still there; else the one whose log this is. */
  readonly result?: { readonly key: Digest; readonly startedAt: string };
}

/**
 * What an action wrote when it last ran: the log of its failure if it failed since its last result, else that of the result.
 * @returns undefined when it never ran here
 * @throws DamagedBlobError
 */
export function readActionLog(graph: Graph, id: ActionId): Promise<ActionLog | undefined> {
  const read = async (session: Session): Promise<ActionLog | undefined> => {
    const failed = readFailedLog(session.store.folders, id);
    const record = session.lastResults.find(id);
    const result =
      record === undefined ? {} : { result: { key: record.keyDigest, startedAt: record.startedAt } };
    if (failed !== undefined) {
      const failure = findLastFailure(session, id);
      const attempt = failure === undefined ? {} : { startedAt: failure.startedAt, run: failure.run };
      return { failed: true, text: failed, ...attempt, ...result };
    }
    if (record === undefined) return undefined;
    const text = session.store.blobs.read(record.log, id).toString('utf8');
    return { failed: false, text, startedAt: record.startedAt, ...result };
  };
  return withSession(graph, read, { readOnly: true });
}
