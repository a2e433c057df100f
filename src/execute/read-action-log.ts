import type { ActionId, Graph } from '../pipeline/model.ts';
import { readFailedLog } from '../store/failed-logs.ts';
import { withSession } from './session.ts';

/**
 * What an action wrote when it last ran: of its failure if that was the last thing that happened, else of its result.
 * @returns undefined when it never ran here
 * @throws DamagedBlobError
 */
export function readActionLog(graph: Graph, id: ActionId): Promise<string | undefined> {
  return withSession(graph, async (session) => {
    const failed = readFailedLog(session.store.folders, id);
    if (failed !== undefined) return failed;
    const record = session.lastResults.find(id);
    return record === undefined ? undefined : session.store.blobs.read(record.log, id).toString('utf8');
  });
}
