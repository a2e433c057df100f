import { countThings, formatCount, formatRoughly } from '../base/words.ts';
import type { Plan, PlannedAction, PlannedState } from '../execute/index.ts';
import type { PredictedTime } from '../execute/plan/predict-time.ts';
import { shorten } from '../execute/session/shorten.ts';
import { type CommandContext, writeLines } from './context.ts';
import type { Reporter } from './reporters.ts';
import { STATE_WORDS } from './state-words.ts';

/**
 * Writes what a run would do: a line for each group of alike actions, in the order of the graph, then counts and the
 * predicted time. With the JSON reporter a `{"type":"plan",…}` line for each action, then a `prediction` line, and no `run`
 * line, since nothing ran.
 */
export function writePlan({ actions, time }: Plan, reporter: Reporter, context: CommandContext): void {
  if (reporter === 'json') {
    const lines = [
      ...actions.map((planned) => ({ type: 'plan', ...planned })),
      { type: 'prediction', ...time },
    ];
    writeLines(
      context,
      lines.map((line) => JSON.stringify(line)),
    );
    return;
  }
  writeLines(context, [
    ...groupAlike(actions).flatMap(describeGroup),
    describeCounts(actions),
    ...describeTime(time),
  ]);
}

/** So many alike actions become one line. Fewer are listed. */
const GROUPED_FROM = 4;

type Group = readonly [PlannedAction, ...PlannedAction[]];

/** Actions of one stage for which the same would happen, for the same reason. In the order of their first one. */
function groupAlike(actions: readonly PlannedAction[]): Group[] {
  const groups = new Map<string, [PlannedAction, ...PlannedAction[]]>();
  for (const planned of actions) {
    const { action, state, reason } = planned;
    const key = JSON.stringify([stageOf(action), state, state === 'depends' ? '' : reason]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [planned]);
    else group.push(planned);
  }
  return [...groups.values()];
}

function describeGroup(group: Group): string[] {
  if (group.length < GROUPED_FROM) return group.map(describePlanned);
  const [first] = group;
  const stages = new Set(group.flatMap(({ dependsOn }) => dependsOn.map(stageOf)));
  const why = first.state === 'depends' ? shorten([...stages]) : first.reason;
  const examples = shorten(
    group.map(({ action }) => action),
    2,
  );
  return [
    `${padState(first.state)}  ${formatCount(group.length)} of ${stageOf(first.action)}: ${examples}${why === '' ? '' : `  (${why})`}`,
  ];
}

function stageOf(action: string): string {
  return action.split('/', 1)[0] ?? action;
}

function padState(state: PlannedState): string {
  return STATE_WORDS[state].padEnd('would execute'.length);
}

/** `about 3 min, from earlier runs; 12 actions never timed` */
function describeTime({ durationMs, untimed }: PredictedTime): string[] {
  const unknown = untimed === 0 ? '' : `${countThings(untimed, 'action')} never timed`;
  if (durationMs === undefined) return unknown === '' ? [] : [`time unknown: ${unknown}`];
  return [`about ${formatRoughly(durationMs)}, from earlier runs${unknown === '' ? '' : `; ${unknown}`}`];
}

function describePlanned({ action, state, reason, dependsOn }: PlannedAction): string {
  const why = state === 'depends' ? shorten(dependsOn) : reason;
  return `${padState(state)}  ${action}${why === '' ? '' : `  (${why})`}`;
}

function describeCounts(plan: readonly PlannedAction[]): string {
  const count = (state: PlannedState): number => plan.filter((planned) => planned.state === state).length;
  const failing = count('fail') + count('skip');
  return (
    `${count('execute')} would execute, ${count('restore')} would restore, ` +
    `${count('depends')} depend on those, ${count('up-to-date')} up to date` +
    (failing === 0 ? '' : `, ${failing} would fail or be skipped`)
  );
}
