import { setTimeout as sleep } from 'node:timers/promises';
import type { Scratch } from '../scratch.ts';

/**
 * A time by the file system's clock such that everything done before this call has an earlier change time, and
 * everything done after it that time or a later one. Waits for the clock's next tick: milliseconds on most file systems.
 */
export async function takeClockMark(scratch: Scratch): Promise<bigint> {
  for (let first = scratch.readClock(); ; ) {
    await sleep(1);
    const now = scratch.readClock();
    if (now > first) return now;
    // The clock was set back: from here on anew.
    if (now < first) first = now;
  }
}

/**
 * The time before which a file must have been touched last to be nobody's: the mark, or when the first of those that
 * use results now began to, since what they touched since may be in no record yet.
 */
export function findHorizon(markNs: bigint, scratch: Scratch): bigint {
  const users = scratch.listUsers();
  // One that began in the future: the clock was set back, and nothing can be said of what it touched.
  if (users.some((startedNs) => startedNs > scratch.readClock())) return 0n;
  return users.reduce((earliest, startedNs) => (startedNs < earliest ? startedNs : earliest), markNs);
}
