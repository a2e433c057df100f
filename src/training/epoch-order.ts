import { deriveKey, drawPermutation } from '../random/index.ts';

/** The order in which an epoch goes through the training images: a function of (seed, epoch). */
export function shuffleEpoch(count: number, seed: number, epoch: number): Uint32Array {
  return drawPermutation(count, deriveKey(seed, 'shuffle', epoch));
}
