import type { Action, ActionId, Graph } from './model.ts';

/** Ids of the actions that an action reads from, each once. */
export function upstreamActions(action: Action): ReadonlySet<ActionId> {
  const ids = new Set<ActionId>();
  for (const { sources } of action.inputs) for (const source of sources) ids.add(source.action);
  return ids;
}

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
