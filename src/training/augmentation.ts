import type { ImagePlacement } from '../datasets/placement.ts';
import { deriveKey, drawUint32s } from '../random/index.ts';

/** Random changes of training images. Validation and test images stay as they are. */
export interface Augmentation {
  /** Mirror left to right, each with probability ½. */
  readonly flip: boolean;
  /** Move by up to so many pixels along each axis, with equal probability for each displacement. */
  readonly shift: number;
}

/** How the image at each position of an epoch's order is placed. Depends only on (seed, epoch). */
export function drawPlacements(
  { flip, shift }: Augmentation,
  count: number,
  seed: number,
  epoch: number,
): (position: number) => ImagePlacement {
  const draw = (purpose: string, numbers: number) =>
    drawUint32s(numbers, deriveKey(seed, purpose, epoch), { block: 0 });
  const coins = flip ? draw('flip', count) : undefined;
  const moves = shift > 0 ? draw('shift', 2 * count) : undefined;
  const displacement = (word: number) => Math.floor((word / 2 ** 32) * (2 * shift + 1)) - shift;
  return (position) => ({
    isFlipped: coins !== undefined && coins[position]! >= 2 ** 31,
    down: moves === undefined ? 0 : displacement(moves[2 * position]!),
    right: moves === undefined ? 0 : displacement(moves[2 * position + 1]!),
  });
}
