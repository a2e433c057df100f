import { existsSync, readFileSync } from 'node:fs';
import type { ActionId, Graph } from '../pipeline/model.ts';
import { failedLogPath } from './failed-log.ts';
import { withSession } from './session.ts';

/**
 * What an action wrote when it last ran: of its failure if that was the last thing that happened, else of its result.
 * @returns undefined when it never ran here
 * @throws DamagedBlobError
 */
export function readActionLog(graph: Graph, id: ActionId): Promise<string | undefined> {
  return withSession(graph, async (session) => {
    const failed = failedLogPath(session, id);
    if (existsSync(failed)) return readFileSync(failed, 'utf8');
    const record = session.lastResults.find(id);
    return record === undefined ? undefined : session.store.blobs.read(record.log, id).toString('utf8');
  });
}
