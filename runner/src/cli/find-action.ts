import type { Action, Graph } from '../pipeline/model.ts';
import { RequestError } from './request-error.ts';

/**
 * The one action that an argument names: its id, or a selection that matches a single action.
 * @throws RequestError ACTION_UNKNOWN when it matches several; the selection's own error when it matches none
 */
export async function findAction(graph: Graph, selector: string): Promise<Action> {
  const exact = graph.actions.get(selector);
  if (exact !== undefined) return exact;
  const { selectActions } = await import('../pipeline/select.ts');
  const ids = selectActions(graph, [selector]);
  const only = ids[0] === undefined ? undefined : graph.actions.get(ids[0]);
  if (only !== undefined && ids.length === 1) return only;
  throw new RequestError('ACTION_UNKNOWN', `'${selector}' names ${ids.length} actions; one is needed.`, {
    hint: `for example ${ids.slice(0, 3).join(', ')}`,
  });
}
