import { digestBytes } from '../../runner/src/base/digest.ts';
import type { PhiloxKey } from './philox.ts';

/**
 * Key of the stream that belongs to a seed and a purpose, e.g. `deriveKey(seed, 'shuffle', epoch)`.
 * Streams of different purposes are independent: the key is the first 64 bits of a SHA-256.
 * @param seed safe integer
 * @param purpose what the numbers are for; order and type matter (`1` is not `'1'`)
 * @throws RangeError when a number among them is not a safe integer
 */
export function deriveKey(seed: number, ...purpose: readonly (string | number)[]): PhiloxKey {
  const parts = [seed, ...purpose];
  for (const part of parts) {
    if (typeof part === 'number' && !Number.isSafeInteger(part)) {
      throw new RangeError(`Expected seed and purpose to be safe integers or strings, got ${part}.`);
    }
  }
  const digest = Buffer.from(digestBytes(`philox-key-1 ${JSON.stringify(parts)}`), 'hex');
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}
