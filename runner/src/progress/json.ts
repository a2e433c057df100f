import { unreachable } from '../base/unreachable.ts';
import type { RunEvent } from '../execute/events.ts';
import type { LineOutput, Renderer } from './renderer.ts';

/**
 * Writes one JSON object a line to standard output, and nothing else there: an `action` line for each action when it ends, and
 * one `run` line at the end. A failed action has one more field, `error`, and a run whose stages have a `summary` has
 * `summaries`. Notices go to standard error.
 */
export function createJsonRenderer(output: LineOutput): Renderer {
  return {
    handle(event) {
      const record = toJsonRecord(event);
      if (record !== undefined) output.writeLine(JSON.stringify(record));
      else if (event.type === 'notice') output.writeErrorLine(event.message);
    },
    async finish() {},
  };
}

function toJsonRecord(event: RunEvent): object | undefined {
  switch (event.type) {
    case 'action-finished': {
      const { action, outcome, reason, durationMs, error } = event;
      const record = { type: 'action', action, outcome, reason, durationMs };
      return error === undefined ? record : { ...record, error };
    }
    case 'run-finished': {
      const { ok, executed, restored, upToDate, failed, skipped, durationMs, summaries } = event;
      const record = { type: 'run', ok, executed, restored, upToDate, failed, skipped, durationMs };
      return summaries === undefined ? record : { ...record, summaries };
    }
    case 'run-started':
    case 'action-started':
    case 'action-progress':
    case 'action-retried':
    case 'notice':
      return undefined;
    default:
      return unreachable(event);
  }
}
