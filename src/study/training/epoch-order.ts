import { deriveKey, drawPermutation, drawUint32s } from '../random/index.ts';

/** The order in which an epoch goes through the training images: a function of (seed, epoch). */
export function shuffleEpoch(count: number, seed: number, epoch: number): Uint32Array {
  return drawPermutation(count, deriveKey(seed, 'shuffle', epoch));
}

/** For each position of an epoch's order whether its image is mirrored: a fair coin, a function of (seed, epoch). */
export function drawFlips(count: number, seed: number, epoch: number): (position: number) => boolean {
  const bits = drawUint32s(count, deriveKey(seed, 'flip', epoch), { block: 0 });
  return (position) => bits[position]! >= 2 ** 31;
}
