import type { ActionId, Graph } from '../../pipeline/model.ts';
import { readFailedLog } from '../../store/failed-logs.ts';
import { type Session, withSession } from '../session/session.ts';

export interface ActionLog {
  /** Whether the last thing that happened to the action was a failure, and this is its log. */
  readonly failed: boolean;
  readonly text: string;
}

/**
 * What an action wrote when it last ran: the log of its failure if it failed since its last result, else that of the result.
 * @returns undefined when it never ran here
 * @throws DamagedBlobError
 */
export function readActionLog(graph: Graph, id: ActionId): Promise<ActionLog | undefined> {
  const read = async (session: Session): Promise<ActionLog | undefined> => {
    const failed = readFailedLog(session.store.folders, id);
    if (failed !== undefined) return { failed: true, text: failed };
    const record = session.lastResults.find(id);
    if (record === undefined) return undefined;
    return { failed: false, text: session.store.blobs.read(record.log, id).toString('utf8') };
  };
  return withSession(graph, read, { readOnly: true });
}
