import { drawUint32s } from './draw.ts';
import type { PhiloxKey } from './philox.ts';

/**
 * A uniformly random order of 0 … count − 1 (Fisher–Yates). It depends only on the key and the count.
 * @param count 0 … 2³²
 */
export function drawPermutation(count: number, key: PhiloxKey): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const numbers = streamUint32s(key, count);
  for (let last = count - 1; last > 0; last--) {
    const chosen = drawBelow(last + 1, numbers);
    const kept = order[last]!;
    order[last] = order[chosen]!;
    order[chosen] = kept;
  }
  return order;
}

/**
 * A uniform number from 0 … bound − 1. Draws beyond the largest multiple of the bound are skipped, for they would
 * favour small numbers.
 */
function drawBelow(bound: number, numbers: Iterator<number, never>): number {
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const number = numbers.next().value;
    if (number < limit) return number % bound;
  }
}

/** The numbers of a key, from the first one on. They are drawn in portions; about `expected` are needed in total. */
function* streamUint32s(key: PhiloxKey, expected: number): Generator<number, never> {
  const blocks = Math.min(Math.ceil(expected / 4), 256);
  for (let block = 0; ; block += blocks) yield* drawUint32s(4 * blocks, key, { block });
}
