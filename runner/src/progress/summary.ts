import { formatDuration } from '../base/words.ts';
import type { RunEvent } from '../execute/events.ts';

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

/** The last line of a run: `done: 3 executed, 178 up to date in 12 s`. */
export function formatSummary(run: RunFinished): string {
  return `${runWord(run)}: ${formatCounts(run)} in ${formatDuration(run.durationMs)}`;
}

function runWord(run: RunFinished): string {
  if (run.interrupted) return 'interrupted';
  return run.ok ? 'done' : 'failed';
}
