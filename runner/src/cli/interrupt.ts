import { setMaxListeners } from 'node:events';
import { outlivesTerminal } from './hangup.ts';

/** Ctrl-C in two steps: after `stop` nothing more starts and programs save a checkpoint; `kill` ends what still runs. */
interface InterruptWatch {
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  /** Stops listening to the signals. */
  release(): void;
}

/**
 * @param onStep called with what to tell the user
 * @param ignoreHangup the run goes on when its terminal hangs up
 */
export function watchInterrupts(
  onStep: (message: string) => void,
  { ignoreHangup = outlivesTerminal() }: { readonly ignoreHangup?: boolean } = {},
): InterruptWatch {
  const stop = new AbortController();
  const kill = new AbortController();
  // Every running action listens, so many listeners are no leak.
  setMaxListeners(0, stop.signal, kill.signal);
  const step = (): void => {
    if (!stop.signal.aborted) {
      stop.abort();
      onStep('interrupted: running actions save a checkpoint and stop; interrupt again to kill them');
    } else if (!kill.signal.aborted) {
      kill.abort();
      onStep('killing what still runs');
    }
  };
  let hasHungUp = false;
  const hangUp = (): void => {
    if (!ignoreHangup) step();
    else if (!hasHungUp) onStep('the terminal hung up; the run goes on');
    hasHungUp = true;
  };
  const listeners = { SIGINT: step, SIGTERM: step, SIGHUP: hangUp };
  for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener);
  return {
    stop: stop.signal,
    kill: kill.signal,
    release() {
      for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
    },
  };
}
