import type { EventSink, Outcome, RunEvent, RunSummary } from './events.ts';

type RunStarted = Extract<RunEvent, { type: 'run-started' }>;
type ActionFinished = Extract<RunEvent, { type: 'action-finished' }>;

/** Tells the renderers what becomes of each action, and counts it for the summary at the end. */
export class OutcomeReport {
  readonly #sink: EventSink;
  readonly #startedMs = performance.now();
  readonly #counts: Record<Outcome, number> = {
    executed: 0,
    restored: 0,
    'up-to-date': 0,
    failed: 0,
    skipped: 0,
  };

  constructor(sink: EventSink) {
    this.#sink = sink;
  }

  runStarted(run: Omit<RunStarted, 'type'>): void {
    this.#sink({ type: 'run-started', ...run });
  }

  actionFinished(finished: Omit<ActionFinished, 'type'>): void {
    this.#counts[finished.outcome] += 1;
    this.#sink({ type: 'action-finished', ...finished });
  }

  /** The summary as it is now, for runFinished. */
  summarize(interrupted: boolean): RunSummary {
    const { 'up-to-date': upToDate, ...others } = this.#counts;
    const ok = others.failed === 0 && others.skipped === 0 && !interrupted;
    const durationMs = Math.round(performance.now() - this.#startedMs);
    const { executed, restored, failed, skipped } = others;
    return {
      type: 'run-finished',
      ok,
      interrupted,
      executed,
      restored,
      upToDate,
      failed,
      skipped,
      durationMs,
    };
  }

  runFinished(summary: RunSummary): RunSummary {
    this.#sink(summary);
    return summary;
  }
}
