import { formatDuration } from '../base/words.ts';
import type { RunEvent } from '../execute/events.ts';

type ActionFinished = Extract<RunEvent, { type: 'action-finished' }>;

/** A failed action: what happened, the end of its log, where the rest is, what to do next. */
export function formatFailure(event: ActionFinished): string[] {
  const lines = [`${event.action}: failed after ${formatDuration(event.durationMs)}`];
  const { error } = event;
  if (error === undefined) return [...lines, `  ${event.reason}`];
  lines.push(...indent(error.message.split('\n'), '  '));
  lines.push(...indent(error.logTail, '  | '));
  if (error.logPath !== undefined) lines.push(`  log: ${error.logPath}`);
  if (error.hint !== undefined) lines.push(...indent(error.hint.split('\n'), '  hint: '));
  return lines;
}

function indent(lines: readonly string[], prefix: string): string[] {
  return lines.map((line) => `${prefix}${line}`.trimEnd());
}
