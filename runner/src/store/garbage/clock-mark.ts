import { setTimeout as sleep } from 'node:timers/promises';
import type { Scratch } from '../scratch.ts';

/**
 * Takes a time by the file system's clock. Everything done before this call has an earlier change time; everything done
 * after
 * it has that time or a later one. Waits for the clock's next tick, which takes milliseconds on most file systems.
 * @returns nanoseconds
 */
export async function takeClockMark(scratch: Scratch): Promise<bigint> {
  for (let first = scratch.readClock(); ; ) {
    await sleep(1);
    const now = scratch.readClock();
    if (now > first) return now;
    // The clock was set back, so we start again.
    if (now < first) first = now;
  }
}

/**
 * A file whose last touch is before this time is used by nobody: the mark, or the time when the first of the processes that
 * use results now began. What such a process has touched since then may be in no record yet.
 */
export function findHorizon(markNs: bigint, scratch: Scratch): bigint {
  const users = scratch.listUsers();
  // A process that began in the future: the clock was set back, and we cannot know what it has touched.
  if (users.some((startedNs) => startedNs > scratch.readClock())) return 0n;
  return users.reduce((earliest, startedNs) => (startedNs < earliest ? startedNs : earliest), markNs);
}
