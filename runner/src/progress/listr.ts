import type { RunEvent } from '../execute/events.ts';
import { formatFailure } from './failure.ts';
import type { LineOutput, Renderer } from './renderer.ts';
import { Screen } from './screen.ts';
import { openStageList, type StageList } from './stage-list.ts';
import { formatSummary } from './summary.ts';

/** A run that ends sooner draws no list, and listr2 is not loaded. */
const DRAW_AFTER_MS = 150;

/** The run as a list of stages on a terminal; failures and the summary below it when it ends. */
export function createListrRenderer(
  output: LineOutput,
  nowMs: () => number = () => performance.now(),
): Renderer {
  const screen = new Screen(nowMs);
  const closingLines: string[] = [];
  let stages: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let drawing: Promise<StageList> | undefined;

  return {
    handle(event) {
      screen.apply(event);
      if (event.type === 'run-started') {
        stages = event.stages.map(({ name }) => name);
        timer = setTimeout(draw, DRAW_AFTER_MS);
      }
      if (event.type === 'action-started') draw();
      if (event.type === 'notice') showNotice(event.message);
      closingLines.push(...describeAtEnd(event));
    },
    async finish() {
      clearTimeout(timer);
      if (drawing !== undefined) await (await drawing).close();
      for (const line of closingLines) output.writeLine(line);
    },
  };

  function draw(): void {
    clearTimeout(timer);
    if (drawing !== undefined) return;
    drawing = openStageList(stages, screen);
    // `finish` throws the error. Until then it must not count as an unhandled rejection.
    drawing.catch(() => {});
  }

  function showNotice(message: string): void {
    if (drawing === undefined) output.writeLine(message);
    else drawing.then((list) => list.showNotice(message)).catch(() => {});
  }
}

function describeAtEnd(event: RunEvent): string[] {
  if (event.type === 'action-retried')
    return [`${event.action}: attempt ${event.attempt} after: ${event.message}`];
  if (event.type === 'action-finished' && event.outcome === 'failed') return formatFailure(event);
  return event.type === 'run-finished' ? formatSummary(event) : [];
}
