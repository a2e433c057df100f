import { PipelineError } from '../../base/errors.ts';
import type { StoreIndex } from '../../store/store-index.ts';

/** Index writes during a run are for the next run after a kill; more often than this they would cost more than they save. */
const INTERVAL_MS = 2000;

/** Saves the index now and then while a run goes on. */
export class IndexSaver {
  readonly #index: StoreIndex;
  readonly #onNotice: (message: string) => void;
  #savedMs = performance.now();

  constructor(index: StoreIndex, onNotice: (message: string) => void) {
    this.#index = index;
    this.#onNotice = onNotice;
  }

  /** Saves it, unless that was done only just now. */
  saveIfDue(): void {
    if (performance.now() - this.#savedMs < INTERVAL_MS) return;
    this.#savedMs = performance.now();
    try {
      this.#index.save();
    } catch (error) {
      // The next run does without; closing the store tries again and tells.
      if (!(error instanceof PipelineError)) throw error;
      this.#onNotice(error.message);
    }
  }
}
