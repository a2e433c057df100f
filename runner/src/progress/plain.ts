import { unreachable } from '../base/unreachable.ts';
import { countThings, formatCount, formatDuration } from '../base/words.ts';
import type { RunEvent } from '../execute/events.ts';
import { formatDone } from './done.ts';
import { formatFailure } from './failure.ts';
import { formatMetrics } from './metrics.ts';
import type { LineOutput, Renderer } from './renderer.ts';
import { RunTally } from './stage-tally.ts';
import { formatCounts, formatSummary } from './summary.ts';

/** A running action reports at most this often: enough to see in a CI log that it is alive. */
const PROGRESS_INTERVAL_MS = 15_000;

/**
 * Lines without time stamps, colours or cursor moves, for CI logs and pipes. Actions that were up to date are
 * counted in the line of their stage and have none of their own; of those that were skipped only the stage's first has one.
 * @param nowMs clock in milliseconds, monotonic
 */
export function createPlainRenderer(
  output: LineOutput,
  nowMs: () => number = () => performance.now(),
): Renderer {
  const tally = new RunTally();
  const skippedStages = new Set<string>();
  const lastSpokenMs = new Map<string, number>();
  return {
    handle(event) {
      for (const line of toLines(event)) output.writeLine(line);
    },
    async finish() {},
  };

  function toLines(event: RunEvent): string[] {
    switch (event.type) {
      case 'run-started':
        tally.start(event.stages);
        return [describeRun(event)];
      case 'action-started':
        lastSpokenMs.set(event.action, nowMs());
        return [`${event.action}: started${describeOthers(event)} (${event.reason})`];
      case 'action-progress':
        return isDue(event.action) ? [describeProgress(event)] : [];
      case 'action-retried':
        return [`${event.action}: attempt ${event.attempt} after: ${event.message}`];
      case 'action-finished':
        lastSpokenMs.delete(event.action);
        return [...(isCounted(event) ? [] : describeOutcome(event)), ...describeStage(event)];
      case 'notice':
        return [event.message];
      case 'run-finished':
        return formatSummary(event);
      default:
        return unreachable(event);
    }
  }

  /** A failure may skip hundreds of actions. One of a stage stands for all. */
  function isCounted({ stage, outcome }: Extract<RunEvent, { type: 'action-finished' }>): boolean {
    if (outcome !== 'skipped') return false;
    if (skippedStages.has(stage)) return true;
    skippedStages.add(stage);
    return false;
  }

  function isDue(action: string): boolean {
    const now = nowMs();
    if (now - (lastSpokenMs.get(action) ?? Number.NEGATIVE_INFINITY) < PROGRESS_INTERVAL_MS) return false;
    lastSpokenMs.set(action, now);
    return true;
  }

  function describeStage(event: Extract<RunEvent, { type: 'action-finished' }>): string[] {
    const stage = tally.count(event.stage, event.outcome);
    return stage.done === stage.total
      ? [`${stage.name}: ${stage.done}/${stage.total} (${formatCounts(stage)})`]
      : [];
  }
}

function describeRun(event: Extract<RunEvent, { type: 'run-started' }>): string {
  const actions = event.stages.reduce((sum, stage) => sum + stage.actions, 0);
  return `profile ${event.profile}: ${countThings(actions, 'action')} in ${countThings(event.stages.length, 'stage')}, ${countThings(event.jobs, 'job')}`;
}

function describeProgress(event: Extract<RunEvent, { type: 'action-progress' }>): string {
  const metrics = formatMetrics(event.metrics);
  return `${event.action}: ${formatDone(event)} ${event.unit}${metrics === '' ? '' : `, ${metrics}`}`;
}

function describeOutcome(event: Extract<RunEvent, { type: 'action-finished' }>): string[] {
  switch (event.outcome) {
    case 'executed':
      return [`${event.action}: executed in ${formatDuration(event.durationMs)}`];
    case 'restored':
    case 'skipped':
      return [`${event.action}: ${event.outcome} (${event.reason})`];
    case 'failed':
      return formatFailure(event);
    case 'up-to-date':
      return [];
    default:
      return unreachable(event.outcome);
  }
}

/** ` with 8 more of epsilon` for the other actions of a batch, which have no start of their own. */
function describeOthers({
  together = [],
  togetherBy = [],
}: Extract<RunEvent, { type: 'action-started' }>): string {
  return together.length === 0
    ? ''
    : ` with ${formatCount(together.length)} more of ${togetherBy.join(', ')}`;
}
