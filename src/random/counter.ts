import type { PhiloxBlock } from './philox.ts';

/** Where a draw starts in the numbers of a key. Each block gives four numbers. Both fields are safe integers ≥ 0. */
export interface PhiloxCounter {
  /** Low 64 bits of Philox's 128-bit counter. */
  readonly block: number;
  /** High 64 bits: a layer, a step or a purpose. Draws with different streams never overlap. */
  readonly stream?: number;
}

/** The counter as four 32-bit words, least significant first. @throws RangeError */
export function toWords({ block, stream = 0 }: PhiloxCounter): PhiloxBlock {
  return [...splitWords(block), ...splitWords(stream)];
}

function splitWords(value: number): [number, number] {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`Expected a counter of safe integers ≥ 0, got ${value}.`);
  }
  return [value >>> 0, Math.floor(value / 2 ** 32)];
}
