import type { ActionId, Graph } from '../../pipeline/model.ts';

/**
 * How long each action will take, in milliseconds: as long as last time; where it never ran, the mean of the other actions of
 * its stage. An action of a stage that was never timed is not in the answer.
 * @param recordedMs last duration of an action
 */
export function estimateDurations(
  graph: Graph,
  recordedMs: (id: ActionId) => number | undefined,
): ReadonlyMap<ActionId, number> {
  const durations = new Map<ActionId, number>();
  for (const stage of graph.stages) {
    const known = stage.actions.map(recordedMs).filter((value) => value !== undefined);
    if (known.length === 0) continue;
    const meanMs = known.reduce((sum, value) => sum + value, 0) / known.length;
    for (const id of stage.actions) durations.set(id, recordedMs(id) ?? meanMs);
  }
  return durations;
}
