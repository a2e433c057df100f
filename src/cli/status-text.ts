import type { PlannedAction } from '../execute/options.ts';
import type { Graph } from '../pipeline/model.ts';

/** The reason that the plan gives for an action without an earlier result. */
const NEVER_RAN = 'never ran';

/** Where a stage's actions stand. The counts add up to `actions`. */
interface StageStatus {
  readonly stage: string;
  readonly actions: number;
  readonly upToDate: number;
  /** The cache has the result; the artifacts are not in place. */
  readonly restorable: number;
  /** Would execute: something that its key covers changed. */
  readonly stale: number;
  /** Would execute: there is no earlier result. */
  readonly neverRan: number;
  /** Waits for an upstream action; does not run if that gives the same bytes as before. */
  readonly dependent: number;
  /** Why actions are stale, the most frequent reason first. */
  readonly reasons: readonly { readonly reason: string; readonly actions: number }[];
}

/** Counts the plan stage by stage, in the order of the graph. */
export function summarizeStages(graph: Graph, plan: readonly PlannedAction[]): StageStatus[] {
  return graph.stages.map(({ name, actions }) => {
    const members = new Set(actions);
    const planned = plan.filter(({ action }) => members.has(action));
    const count = (state: PlannedAction['state']): number =>
      planned.filter((one) => one.state === state).length;
    const stale = planned.filter(({ state, reason }) => state === 'execute' && reason !== NEVER_RAN);
    return {
      stage: name,
      actions: actions.length,
      upToDate: count('up-to-date'),
      restorable: count('restore'),
      stale: stale.length,
      neverRan: count('execute') - stale.length,
      dependent: count('depends'),
      reasons: countReasons(stale),
    };
  });
}

function countReasons(planned: readonly PlannedAction[]): StageStatus['reasons'] {
  const counts = new Map<string, number>();
  for (const { reason } of planned) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, actions]) => ({ reason, actions })).sort((a, b) => b.actions - a.actions);
}

const SHOWN_REASONS = 3;
const SHOWN_ORPHANS = 10;

/** The status as text: a line for each stage, its reasons beneath, artifacts that nothing owns last. */
export function describeStatus(
  graph: Graph,
  stages: readonly StageStatus[],
  orphans: readonly string[],
): string[] {
  const width = Math.max(0, ...stages.map(({ stage }) => stage.length));
  return [
    `profile ${graph.profile}`,
    ...stages.flatMap((stage) => [
      `${stage.stage.padEnd(width)}  ${describeCounts(stage)}`,
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
      : ['artifacts that no action makes any more (pipeline cache gc removes them):']),
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
  if (stage.restorable > 0) parts.push(`${stage.restorable} in the cache`);
  if (stage.stale > 0) parts.push(`${stage.stale} stale`);
  if (stage.neverRan > 0) parts.push(`${stage.neverRan} never ran`);
  if (stage.dependent > 0) parts.push(`${stage.dependent} after upstream`);
  return parts.join(', ');
}

function describeMany(lines: readonly string[], most: number, noun: string): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `… and ${lines.length - most} more ${noun}`];
}
