import type { ActionId, Graph } from './model.ts';

/** The actions and everything they need, in topological order. Ids that the graph does not have are ignored. */
export function withUpstream(graph: Graph, ids: Iterable<ActionId>): ActionId[] {
  const needed = new Set<ActionId>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const action = graph.actions.get(id);
    if (action === undefined || needed.has(id)) continue;
    needed.add(id);
    for (const { sources } of action.inputs) for (const source of sources) waiting.push(source.action);
  }
  return [...graph.actions.keys()].filter((id) => needed.has(id));
}
