/** How a run is stopped: by Ctrl-C in two steps. */
export interface RunSignals {
  /** First Ctrl-C: start nothing more, let running programs save a checkpoint. */
  readonly stop: AbortSignal;
  /** Second Ctrl-C: kill what still runs. */
  readonly kill: AbortSignal;
}

/** Calls `listener` once, at once if the signal was aborted before. @param cleanups gets what stops listening */
export function onAbort(signal: AbortSignal, listener: () => void, cleanups: (() => void)[]): void {
  if (signal.aborted) listener();
  else {
    signal.addEventListener('abort', listener, { once: true });
    cleanups.push(() => signal.removeEventListener('abort', listener));
  }
}
