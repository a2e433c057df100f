import { formatDuration } from '../base/words.ts';
import type { RunEvent } from '../execute/events.ts';
import { formatDone } from './done.ts';
import { formatMetrics } from './metrics.ts';

type Started = Extract<RunEvent, { type: 'action-started' }>;
type Progress = Extract<RunEvent, { type: 'action-progress' }>;

/** What the screen knows of an action that runs now. */
export interface ShownAction {
  /** The action's id without its stage, or what the actions of its batch share. */
  readonly label: string;
  readonly startedMs: number;
  /** First and last report: the pace is measured between them, since a resumed action does not start at 0. */
  readonly first?: { readonly done: number; readonly atMs: number };
  readonly last?: { readonly report: Progress; readonly atMs: number };
}

/** Below this width a line only has room for the counts and the end of the label. */
const NARROW_COLUMNS = 60;
/** From this width on, the bar is long, and how long the action has run stands behind its label. */
const WIDE_COLUMNS = 120;

export function startShownAction(event: Started, nowMs: number): ShownAction {
  return { label: labelAction(event), startedMs: nowMs };
}

/** `mnist/lenet`; of a batch what its actions share, and how many there are: `mnist/lenet (9 × epsilon)`. */
function labelAction({ action, stage, together = [], togetherBy = [] }: Started): string {
  const withoutStage = (id: string): string => (id.startsWith(`${stage}/`) ? id.slice(stage.length + 1) : id);
  if (together.length === 0) return withoutStage(action);
  const others = together.map((id) => withoutStage(id).split('/'));
  const shared = withoutStage(action)
    .split('/')
    .filter((part, index) => others.every((parts) => parts[index] === part));
  return `${shared.join('/')} (${together.length + 1} × ${togetherBy.join(', ')})`.trimStart();
}

export function updateShownAction(running: ShownAction, report: Progress, nowMs: number): ShownAction {
  return {
    ...running,
    // Another unit is another phase, with a pace of its own.
    first:
      running.first !== undefined && running.last?.report.unit === report.unit
        ? running.first
        : { done: report.done, atMs: nowMs },
    last: { report, atMs: nowMs },
  };
}

/**
 * One line: bar, counts, time left, label, metrics. The most useful comes first, since the terminal cuts off the end.
 * Example: `█████░░░ 6/10 epochs, 12 s left  mnist-10k/lenet  loss 0.0312`; on a narrow terminal `███░ 6/10 lenet`.
 * @param columns width of the terminal
 */
export function formatShownAction(running: ShownAction, nowMs: number, columns: number): string {
  const isNarrow = columns < NARROW_COLUMNS;
  const isWide = columns >= WIDE_COLUMNS;
  const report = running.last?.report;
  const bar = drawBar(
    report === undefined || report.total <= 0 ? 0 : report.done / report.total,
    isNarrow ? 4 : isWide ? 24 : 8,
  );
  if (isNarrow) {
    const counts = report === undefined ? '' : ` ${formatDone(report)}`;
    return `${bar}${counts} ${running.label.slice(running.label.lastIndexOf('/') + 1)}`;
  }
  if (report === undefined) return `${bar} ${describeElapsed(nowMs - running.startedMs)}  ${running.label}`;
  const left = estimateTimeLeftMs(running, nowMs);
  const counts = `${formatDone(report)} ${report.unit}${left === undefined ? '' : `, ${formatDuration(left)} left`}`;
  const metrics = formatMetrics(report.metrics);
  const elapsedMs = nowMs - running.startedMs;
  const elapsed = isWide && elapsedMs >= 1000 ? `  ${describeElapsed(elapsedMs)} so far` : '';
  return `${bar} ${counts}  ${running.label}${metrics === '' ? '' : `  ${metrics}`}${elapsed}`;
}

function describeElapsed(elapsedMs: number): string {
  return elapsedMs < 1000 ? 'starting' : formatDuration(Math.floor(elapsedMs / 1000) * 1000);
}

/** Whole seconds left at the pace between the first and the last report, in milliseconds; undefined without a pace. */
function estimateTimeLeftMs({ first, last }: ShownAction, nowMs: number): number | undefined {
  if (first === undefined || last === undefined) return undefined;
  const { done, total } = last.report;
  if (done <= first.done || done >= total) return undefined;
  const msPerUnit = (last.atMs - first.atMs) / (done - first.done);
  return Math.max(1000, wholeSeconds(msPerUnit * (total - done) - (nowMs - last.atMs)));
}

function wholeSeconds(durationMs: number): number {
  return Math.round(durationMs / 1000) * 1000;
}

function drawBar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
