/** Ctrl-C in two steps: after `stop` nothing more starts and programs save a checkpoint; `kill` ends what still runs. */
interface InterruptWatch {
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  /** Stops listening to the signals. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** @param onStep called with what to tell the user */
export function watchInterrupts(onStep: (message: string) => void): InterruptWatch {
  const stop = new AbortController();
  const kill = new AbortController();
  const step = (): void => {
    if (!stop.signal.aborted) {
      stop.abort();
      onStep('interrupted: running actions save a checkpoint and stop; interrupt again to kill them');
    } else if (!kill.signal.aborted) {
      kill.abort();
      onStep('killing what still runs');
    }
  };
  for (const signal of SIGNALS) process.on(signal, step);
  return {
    stop: stop.signal,
    kill: kill.signal,
    release() {
      for (const signal of SIGNALS) process.off(signal, step);
    },
  };
}
