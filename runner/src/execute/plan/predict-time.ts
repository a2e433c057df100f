import type { ActionId } from '../../pipeline/model.ts';
import { upstreamActions } from '../../pipeline/upstream.ts';
import { estimateDurations } from '../session/estimate-durations.ts';
import type { Session } from '../session/session.ts';
import type { PlannedAction } from './plan-actions.ts';

/** How long a run will take, from what was recorded of earlier ones. */
export interface PredictedTime {
  /** Undefined where no action that runs was ever timed. */
  readonly durationMs?: number;
  /** Actions that run, and whose stage was never timed. They count as nothing. */
  readonly untimed: number;
}

/**
 * Predicts the time of what is planned, if all that depends on something runs. It is the longest chain of actions, or all
 * work shared among the threads or GPUs, whichever takes longest.
 * @param jobs threads to keep busy
 */
export function predictTime(
  session: Session,
  planned: readonly PlannedAction[],
  jobs: number,
): PredictedTime {
  const durations = estimateDurations(session.graph, (id) => session.store.index.action(id)?.durationMs);
  const endsMs = new Map<ActionId, number>();
  let untimed = 0;
  let threadMs = 0;
  let gpuMs = 0;
  for (const { action: id, state } of planned) {
    if (state !== 'execute' && state !== 'depends') continue;
    const action = session.action(id);
    const durationMs = durations.get(id);
    if (durationMs === undefined) untimed += 1;
    const startMs = Math.max(0, ...[...upstreamActions(action)].map((upstream) => endsMs.get(upstream) ?? 0));
    endsMs.set(id, startMs + (durationMs ?? 0));
    threadMs += (durationMs ?? 0) * Math.min(action.resources.threads, jobs);
    gpuMs += (durationMs ?? 0) * Math.min(action.resources.gpus, session.gpuIds.length);
  }
  if (untimed === endsMs.size) return { untimed };
  const chainMs = [...endsMs.values()].reduce((longest, end) => Math.max(longest, end), 0);
  const durationMs = Math.round(
    Math.max(chainMs, threadMs / jobs, gpuMs / Math.max(1, session.gpuIds.length)),
  );
  return { durationMs, untimed };
}
