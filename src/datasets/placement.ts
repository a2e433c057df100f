/** How a training image is mirrored and moved. */
export interface ImagePlacement {
  /** Mirrored left to right. */
  readonly isFlipped: boolean;
  /** Pixels; negative is up. */
  readonly down: number;
  /** Pixels, after mirroring; negative is left. */
  readonly right: number;
}

/**
 * Mirrors and moves an image, in place. Zeros fill the pixels that become free.
 * @param image [height, width, channels]
 */
export function placeImage(
  image: Float32Array,
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: number },
  { isFlipped, down, right }: ImagePlacement,
): void {
  if (!isFlipped && down === 0 && right === 0) return;
  const original = image.slice();
  image.fill(0);
  for (let row = Math.max(0, down); row < Math.min(height, height + down); row += 1) {
    for (let column = Math.max(0, right); column < Math.min(width, width + right); column += 1) {
      const from = isFlipped ? width - 1 - (column - right) : column - right;
      const source = ((row - down) * width + from) * channels;
      image.set(original.subarray(source, source + channels), (row * width + column) * channels);
    }
  }
}
