import type { Outcome, RunEvent } from '../../src/execute/events.ts';

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

/** Short ways to write an event, with what a test does not care about filled in. */

export function runStarted(stages: Readonly<Record<string, number>>): EventOf<'run-started'> {
  const list = Object.entries(stages).map(([name, actions]) => ({ name, actions }));
  return { type: 'run-started', stages: list, jobs: 2, profile: 'quick' };
}

export function actionStarted(action: string, reason = 'never run'): EventOf<'action-started'> {
  return { type: 'action-started', action, stage: stageOf(action), reason };
}

export function actionProgress(
  action: string,
  done: number,
  total: number,
  metrics: Readonly<Record<string, number>> = {},
): EventOf<'action-progress'> {
  return { type: 'action-progress', action, stage: stageOf(action), done, total, unit: 'epochs', metrics };
}

export function actionFinished(
  action: string,
  outcome: Outcome,
  fields: Partial<EventOf<'action-finished'>> = {},
): EventOf<'action-finished'> {
  const base = { type: 'action-finished' as const, action, stage: stageOf(action), outcome };
  return { ...base, reason: 'never run', durationMs: 0, ...fields };
}

export function runFinished(fields: Partial<EventOf<'run-finished'>> = {}): EventOf<'run-finished'> {
  const counts = { executed: 0, restored: 0, upToDate: 0, failed: 0, skipped: 0 };
  return { type: 'run-finished', ok: true, interrupted: false, ...counts, durationMs: 0, ...fields };
}

function stageOf(action: string): string {
  return action.split('/')[0] ?? action;
}
