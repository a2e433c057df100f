import { formatDuration } from '../base/words.ts';
import type { ActionStatus } from '../execute/index.ts';
import { reasons } from '../execute/session/reasons.ts';
import type { Graph } from '../pipeline/model.ts';
import { formatDone } from '../progress/done.ts';

/** How many actions of a stage are in which state. The counts add up to `actions`. */
interface StageStatus {
  readonly stage: string;
  readonly actions: number;
  readonly upToDate: number;
  /** A process executes them right now. */
  readonly running: number;
  /** Would execute, and did not succeed the last time. */
  readonly failed: number;
  /** The cache has the result; the artifacts are not in place. */
  readonly restorable: number;
  /** Would execute: something that its key covers changed. */
  readonly stale: number;
  /** Would execute: there is no earlier result. */
  readonly neverRan: number;
  /** Waits for an upstream action, and does not run if that gives the same bytes as before. */
  readonly dependent: number;
  /** Cannot start, or reads from one that cannot: a file is missing, or a program does not bundle. */
  readonly blocked: number;
  /** How long the present results took to make, all together; 0 where there are none. */
  readonly durationMs: number;
  /** Why actions are stale or blocked, the most frequent reason first. */
  readonly reasons: readonly { readonly reason: string; readonly actions: number }[];
}

/** Counts actions stage by stage, in the order of the graph. */
export function summarizeStages(graph: Graph, statuses: readonly ActionStatus[]): StageStatus[] {
  return graph.stages.map(({ name, actions }) => {
    const members = new Set(actions);
    const own = statuses.filter(({ action }) => members.has(action));
    const count = (state: ActionStatus['state']): number => own.filter((one) => one.state === state).length;
    const stale = own.filter(({ state, reason }) => state === 'execute' && reason !== reasons.neverRan);
    const blocked = own.filter(({ state }) => state === 'fail' || state === 'skip');
    return {
      stage: name,
      actions: actions.length,
      upToDate: count('up-to-date'),
      running: count('running'),
      failed: count('failed'),
      restorable: count('restore'),
      stale: stale.length,
      neverRan: count('execute') - stale.length,
      dependent: count('depends'),
      blocked: blocked.length,
      durationMs: own.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0),
      reasons: countReasons([...stale, ...blocked]),
    };
  });
}

function countReasons(statuses: readonly ActionStatus[]): StageStatus['reasons'] {
  const counts = new Map<string, number>();
  for (const { reason } of statuses) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, actions]) => ({ reason, actions })).sort((a, b) => b.actions - a.actions);
}

const SHOWN_REASONS = 3;
const SHOWN_ORPHANS = 10;

/**
 * The status as text: a line for each stage with its reasons below, and at the end artifacts that no action makes.
 * @param nowMs the time now, to say how long an action has been running
 */
export function describeStatus(
  graph: Graph,
  stages: readonly StageStatus[],
  actions: readonly ActionStatus[],
  orphans: readonly string[],
  nowMs: number,
): string[] {
  const byId = new Map(actions.map((one) => [one.action, one]));
  const width = Math.max(0, ...stages.map(({ stage }) => stage.length));
  return [
    `profile ${graph.profile}`,
    ...stages.flatMap((stage) => [
      `${stage.stage.padEnd(width)}  ${describeCounts(stage)}`,
      ...describeCurrent(
        (graph.stages.find(({ name }) => name === stage.stage)?.actions ?? []).flatMap(
          (id) => byId.get(id) ?? [],
        ),
        nowMs,
      ).map((line) => `  ${line}`),
      ...describeMany(
        stage.reasons.map(({ reason, actions }) =>
          actions === stage.actions ? reason : `${actions}: ${reason}`,
        ),
        SHOWN_REASONS,
        'reasons',
      ).map((line) => `  ${line}`),
    ]),
    ...(orphans.length === 0
      ? []
      : ['artifacts that no action makes any more (npx pipeline cache gc removes them):']),
    ...describeMany(
      orphans.map((path) => `artifacts/${path}`),
      SHOWN_ORPHANS,
      'folders',
    ).map((line) => `  ${line}`),
  ];
}

function describeCounts(stage: StageStatus): string {
  const parts: string[] = [];
  if (stage.upToDate > 0) parts.push(`${stage.upToDate} up to date`);
  if (stage.running > 0) parts.push(`${stage.running} running`);
  if (stage.failed > 0) parts.push(`${stage.failed} failed`);
  if (stage.restorable > 0) parts.push(`${stage.restorable} in the cache`);
  if (stage.stale > 0) parts.push(`${stage.stale} stale`);
  if (stage.neverRan > 0) parts.push(`${stage.neverRan} never ran`);
  if (stage.dependent > 0) parts.push(`${stage.dependent} after upstream`);
  if (stage.blocked > 0) parts.push(`${stage.blocked} cannot start`);
  const took = stage.durationMs > 0 ? ` (took ${formatDuration(stage.durationMs)})` : '';
  return `${parts.join(', ')}${took}`;
}

/** Names the actions that run now, and those that failed. */
function describeCurrent(statuses: readonly ActionStatus[], nowMs: number): string[] {
  const running = statuses.flatMap(({ running: one }) => {
    if (one === undefined) return [];
    const progress = one.progress === undefined ? '' : `, ${formatDone(one.progress)} ${one.progress.unit}`;
    return [`running: ${one.action}, for ${formatDuration(nowMs - Date.parse(one.startedAt))}${progress}`];
  });
  const failed = statuses.flatMap(({ action, failure }) =>
    failure === undefined ? [] : [`failed: ${action}: ${failure.message.split('\n')[0]}`],
  );
  return [
    ...describeMany(running, SHOWN_REASONS, 'running'),
    ...describeMany(failed, SHOWN_REASONS, 'failed (npx pipeline log ACTION shows what one wrote)'),
  ];
}

function describeMany(lines: readonly string[], most: number, noun: string): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `… and ${lines.length - most} more ${noun}`];
}
