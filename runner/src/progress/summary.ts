import { countThings, formatDuration } from '../base/words.ts';
import type { ActionSummary, RunEvent } from '../execute/events.ts';

type RunFinished = Extract<RunEvent, { type: 'run-finished' }>;

export interface OutcomeCounts {
  readonly executed: number;
  readonly restored: number;
  readonly upToDate: number;
  readonly failed: number;
  readonly skipped: number;
}

/** `3 executed, 2 restored, 178 up to date`. Zeros are left out; `nothing` when all are zero. */
export function formatCounts(counts: OutcomeCounts): string {
  const parts: string[] = [];
  if (counts.failed > 0) parts.push(`${counts.failed} failed`);
  if (counts.executed > 0) parts.push(`${counts.executed} executed`);
  if (counts.restored > 0) parts.push(`${counts.restored} restored`);
  if (counts.upToDate > 0) parts.push(`${counts.upToDate} up to date`);
  if (counts.skipped > 0) parts.push(`${counts.skipped} skipped`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/** At most this many actions say something at the end of a run. Machines get all of it. */
const SHOWN_SUMMARIES = 3;

/**
 * The end of a run. First what actions say about their results, then `done: 3 executed, 178 up to date in 12 s`, which is
 * the last line.
 */
export function formatSummary(run: RunFinished): string[] {
  const summaries = run.summaries ?? [];
  const more = summaries.length - SHOWN_SUMMARIES;
  return [
    ...summaries.slice(0, SHOWN_SUMMARIES).flatMap(describeResult),
    ...(more > 0 ? [`and ${countThings(more, 'more summary', 'more summaries')}, with --json`] : []),
    `${runWord(run)}: ${formatCounts(run)} in ${formatDuration(run.durationMs)}`,
  ];
}

function describeResult({ action, headline, lines, page }: ActionSummary): string[] {
  return [
    ...(headline === undefined ? [] : [headline]),
    ...lines,
    ...(page === undefined ? [] : [`${action}: ${page}`]),
  ];
}

function runWord(run: RunFinished): string {
  if (run.interrupted) return 'interrupted';
  return run.ok ? 'done' : 'failed';
}
