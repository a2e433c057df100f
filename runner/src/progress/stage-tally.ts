import type { Outcome } from '../execute/events.ts';
import type { OutcomeCounts } from './summary.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** How many actions of a stage have ended, and how. */
export interface StageTally extends OutcomeCounts {
  readonly name: string;
  readonly total: number;
  /** Sum of the outcomes. */
  readonly done: number;
}

/** Counts outcomes stage by stage, in the order in which the run announced the stages. */
export class RunTally {
  readonly #stages = new Map<string, Mutable<StageTally>>();

  start(stages: readonly { readonly name: string; readonly actions: number }[]): void {
    for (const { name, actions } of stages) this.#stages.set(name, createTally(name, actions));
  }

  /** Counts one ended action and returns its stage's tally. */
  count(stage: string, outcome: Outcome): StageTally {
    const tally = this.#stages.get(stage) ?? createTally(stage, 0);
    this.#stages.set(stage, tally);
    tally[outcome === 'up-to-date' ? 'upToDate' : outcome] += 1;
    tally.done += 1;
    return tally;
  }

  get stages(): readonly StageTally[] {
    return [...this.#stages.values()];
  }
}

function createTally(name: string, total: number): Mutable<StageTally> {
  return { name, total, done: 0, executed: 0, restored: 0, upToDate: 0, failed: 0, skipped: 0 };
}
