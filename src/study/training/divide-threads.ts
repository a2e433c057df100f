import type { Network } from '../networks/network.ts';
import { countParameters } from '../networks/parameters.ts';

/**
 * Parameters of the largest network whose training is shared by processes. Its operations are too small for threads to
 * help within them, and its gradient is small to send; of larger ones both are the other way round (bench/README.md).
 */
const LARGEST_SHARED = 500_000;

/** Threads of an action's: `processes` that train together, each with `threads` within its operations. */
export interface Division {
  readonly processes: number;
  readonly threads: number;
}

/** How a training on the CPU best uses its threads. Its bits depend on it, so it depends on nothing else. */
export function divideThreads(network: Network, threads: number): Division {
  return countParameters(network) <= LARGEST_SHARED
    ? { processes: threads, threads: 1 }
    : { processes: 1, threads };
}
