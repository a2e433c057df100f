import { deriveKey, drawPermutation } from '../random/index.ts';

/** The order of the training images in an epoch. Depends only on (seed, epoch). */
export function shuffleEpoch(count: number, seed: number, epoch: number): Uint32Array {
  return drawPermutation(count, deriveKey(seed, 'shuffle', epoch));
}
