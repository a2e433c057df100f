import type { Outcome, RunEvent } from './events.ts';

type RunFinished = Extract<RunEvent, { type: 'run-finished' }>;

/** How many actions of a run ended how. */
export class OutcomeCounts {
  readonly #counts: Record<Outcome, number> = {
    executed: 0,
    restored: 0,
    'up-to-date': 0,
    failed: 0,
    skipped: 0,
  };

  add(outcome: Outcome): void {
    this.#counts[outcome] += 1;
  }

  /** As the last event of a run has them. */
  get totals(): Pick<RunFinished, 'executed' | 'restored' | 'upToDate' | 'failed' | 'skipped'> {
    const { 'up-to-date': upToDate, ...others } = this.#counts;
    return { ...others, upToDate };
  }
}
