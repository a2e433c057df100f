import type { Action, ActionId, Graph } from '../../pipeline/model.ts';

/** Taken for an action that was never timed. */
const UNKNOWN_DURATION_MS = 1000;

/**
 * Length of the longest remaining path from each action to the end, its own duration included, in milliseconds.
 * Starting the longest first keeps the last core from waiting alone.
 *
 * @param recordedMs last duration of an action, undefined where none is recorded; an action without one is taken to last as
 *   long as the others of its stage did on average
 */
export function computePriorities(
  graph: Graph,
  recordedMs: (id: ActionId) => number | undefined,
): ReadonlyMap<ActionId, number> {
  const durations = estimateDurations(graph, recordedMs);
  const priorities = new Map<ActionId, number>();
  const longestAfter = new Map<ActionId, number>();
  for (const action of [...graph.actions.values()].reverse()) {
    const remainingMs =
      (durations.get(action.id) ?? UNKNOWN_DURATION_MS) + (longestAfter.get(action.id) ?? 0);
    priorities.set(action.id, remainingMs);
    for (const upstream of upstreamActions(action)) {
      longestAfter.set(upstream, Math.max(longestAfter.get(upstream) ?? 0, remainingMs));
    }
  }
  return priorities;
}

/** Ids of the actions an action reads from, each once. */
export function upstreamActions(action: Action): ReadonlySet<ActionId> {
  const ids = new Set<ActionId>();
  for (const input of action.inputs) for (const source of input.sources) ids.add(source.action);
  return ids;
}

function estimateDurations(
  graph: Graph,
  recordedMs: (id: ActionId) => number | undefined,
): ReadonlyMap<ActionId, number> {
  const durations = new Map<ActionId, number>();
  for (const stage of graph.stages) {
    const known = stage.actions.map(recordedMs).filter((value) => value !== undefined);
    const meanMs =
      known.length === 0 ? UNKNOWN_DURATION_MS : known.reduce((sum, value) => sum + value, 0) / known.length;
    for (const id of stage.actions) durations.set(id, recordedMs(id) ?? meanMs);
  }
  return durations;
}
