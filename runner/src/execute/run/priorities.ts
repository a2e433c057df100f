import type { ActionId, Graph } from '../../pipeline/model.ts';
import { upstreamActions } from '../../pipeline/upstream.ts';
import { estimateDurations } from '../session/estimate-durations.ts';

/** The duration that is assumed when no action of a stage was ever timed. */
const UNKNOWN_DURATION_MS = 1000;

/**
 * Length of the longest remaining path from each action to the end of the run, including its own duration, in milliseconds.
 * If the longest path starts first, no core works alone at the end.
 *
 * @param recordedMs last duration of an action; undefined: the mean of the other actions of its stage is assumed
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
