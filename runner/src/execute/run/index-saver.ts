import { PipelineError } from '../../base/errors.ts';
import type { StoreIndex } from '../../store/store-index.ts';

/** The index is saved during a run for the case that the run is killed. More often would cost more than it saves. */
const INTERVAL_MS = 2000;

/** Saves the index from time to time during a run. */
export class IndexSaver {
  readonly #index: StoreIndex;
  readonly #onNotice: (message: string) => void;
  #savedMs = performance.now();

  constructor(index: StoreIndex, onNotice: (message: string) => void) {
    this.#index = index;
    this.#onNotice = onNotice;
  }

  /** Saves it, unless it was saved a moment ago. */
  saveIfDue(): void {
    if (performance.now() - this.#savedMs < INTERVAL_MS) return;
    this.#savedMs = performance.now();
    try {
      this.#index.save();
    } catch (error) {
      // The next run can do without it. Closing the store tries again and reports the error.
      if (!(error instanceof PipelineError)) throw error;
      this.#onNotice(error.message);
    }
  }
}
