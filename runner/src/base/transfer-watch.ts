import { formatDuration } from './words.ts';

/** How slow a transfer may be before it counts as broken. */
export interface LeastRate {
  readonly windowMs: number;
  /** In each window at least so many bytes must pass. */
  readonly leastBytes: number;
}

/** About 1 KiB/s. */
export const LEAST_RATE: LeastRate = { windowMs: 30_000, leastBytes: 30_000 };

/**
 * Gives a transfer up that hardly moves. A limit on silence alone is not enough: a server that sends a byte now and then
 * would hold us for ever.
 */
export class TransferWatch {
  readonly #timer: NodeJS.Timeout;
  #bytes = 0;

  /** @param giveUp called once, with the reason */
  constructor({ windowMs, leastBytes }: LeastRate, giveUp: (reason: Error) => void) {
    this.#timer = setInterval(() => {
      const bytes = this.#bytes;
      this.#bytes = 0;
      if (bytes >= leastBytes) return;
      this.end();
      const what = bytes === 0 ? 'nothing was heard' : `only ${bytes} bytes came through`;
      giveUp(
        new Error(
          bytes === 0 ? `${what} for ${formatDuration(windowMs)}` : `${what} in ${formatDuration(windowMs)}`,
        ),
      );
    }, windowMs);
  }

  count(bytes: number): void {
    this.#bytes += bytes;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
