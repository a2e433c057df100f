import type { PlannedAction, PlannedState } from '../execute/index.ts';
import { shorten } from '../execute/session/shorten.ts';
import { type CommandContext, writeLines } from './context.ts';
import type { Reporter } from './reporters.ts';
import { STATE_WORDS } from './state-words.ts';

/**
 * Writes what a run would do: a line for each action, in the order of the graph, and counts last. With the JSON
 * reporter a `{"type":"plan",…}` line for each action, and no `run` line, since nothing ran.
 */
export function writePlan(plan: readonly PlannedAction[], reporter: Reporter, context: CommandContext): void {
  if (reporter === 'json') {
    writeLines(
      context,
      plan.map((planned) => JSON.stringify({ type: 'plan', ...planned })),
    );
    return;
  }
  writeLines(context, [...plan.map(describePlanned), describeCounts(plan)]);
}

function describePlanned({ action, state, reason, dependsOn }: PlannedAction): string {
  const words = STATE_WORDS[state].padEnd('would execute'.length);
  const why = state === 'depends' ? shorten(dependsOn) : reason;
  return `${words}  ${action}${why === '' ? '' : `  (${why})`}`;
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
