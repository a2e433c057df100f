import { unreachable } from '../base/unreachable.ts';
import type { RunEvent } from '../execute/events.ts';
import { formatShownAction, type ShownAction, startShownAction, updateShownAction } from './shown-action.ts';
import { RunTally, type StageTally } from './stage-tally.ts';
import { formatCounts } from './summary.ts';

/** A blank line, a few notices and the cursor's line stay free below the stages. */
const NOTICE_ROWS = 5;
const MAX_RUNNING_ROWS = 8;

interface TerminalSize {
  readonly rows: number;
  readonly columns: number;
}

type StageState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'skipped';

/**
 * What a terminal shows of a run: a line for each stage, with its running actions below. This is only the state, so that it can
 * be tested without a terminal; `listr.ts` draws it.
 */
export class Screen {
  readonly #tally = new RunTally();
  /** Stage → its running actions in the order they started. */
  readonly #running = new Map<string, Map<string, ShownAction>>();
  readonly #nowMs: () => number;

  /** @param nowMs clock in milliseconds, monotonic */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  apply(event: RunEvent): void {
    switch (event.type) {
      case 'run-started':
        this.#tally.start(event.stages);
        for (const stage of event.stages) this.#running.set(stage.name, new Map());
        return;
      case 'action-started':
        this.#actionsOf(event.stage).set(event.action, startShownAction(event, this.#nowMs()));
        return;
      case 'action-progress': {
        const running = this.#actionsOf(event.stage).get(event.action);
        if (running === undefined) return;
        this.#actionsOf(event.stage).set(event.action, updateShownAction(running, event, this.#nowMs()));
        return;
      }
      case 'action-finished':
        this.#actionsOf(event.stage).delete(event.action);
        this.#tally.count(event.stage, event.outcome);
        return;
      case 'action-retried':
      case 'notice':
      case 'run-finished':
        return;
      default:
        unreachable(event);
    }
  }

  stateOf(stageName: string): StageState {
    const stage = this.#stage(stageName);
    if (stage.done < stage.total) return this.#isActive(stage) ? 'running' : 'waiting';
    if (stage.failed > 0) return 'failed';
    return stage.skipped === stage.total && stage.total > 0 ? 'skipped' : 'succeeded';
  }

  /** The lines of one stage, few enough that all stages fit on the terminal, if that is possible. */
  linesOf(stageName: string, size: TerminalSize): string[] {
    const stage = this.#stage(stageName);
    const running = [...this.#actionsOf(stageName).values()];
    const shown = chooseShown(running, this.#runningRowsPerStage(size.rows));
    const lines = [
      this.#title(stage),
      ...shown.map((action) => formatShownAction(action, this.#nowMs(), size.columns)),
    ];
    const hidden = running.length - shown.length;
    return hidden > 0 ? [...lines, `… and ${hidden} more running`] : lines;
  }

  #title(stage: StageTally): string {
    const width = Math.max(...this.#tally.stages.map(({ name }) => name.length));
    const counts = stage.done === 0 ? '' : `  ${formatCounts(stage)}`;
    return `${stage.name.padEnd(width)}  ${stage.done}/${stage.total}${counts}`;
  }

  #runningRowsPerStage(rows: number): number {
    const stages = this.#tally.stages;
    const active = stages.filter(({ name }) => this.#actionsOf(name).size > 0).length;
    const free = Math.floor((rows - NOTICE_ROWS - stages.length) / Math.max(1, active));
    // One of a stage's rows is for "… and N more running".
    return Math.min(MAX_RUNNING_ROWS, Math.max(1, free - 1));
  }

  #isActive(stage: StageTally): boolean {
    return stage.done > 0 || this.#actionsOf(stage.name).size > 0;
  }

  #stage(name: string): StageTally {
    const stage = this.#tally.stages.find((candidate) => candidate.name === name);
    if (stage === undefined) throw new TypeError(`The run never announced stage '${name}'.`);
    return stage;
  }

  #actionsOf(stage: string): Map<string, ShownAction> {
    const actions = this.#running.get(stage) ?? new Map<string, ShownAction>();
    this.#running.set(stage, actions);
    return actions;
  }
}

/** Actions that have reported come first: only one action of a batch reports. */
function chooseShown(running: readonly ShownAction[], limit: number): ShownAction[] {
  const speaking = running.filter((action) => action.last !== undefined);
  const silent = running.filter((action) => action.last === undefined);
  return [...speaking, ...silent].slice(0, limit);
}
