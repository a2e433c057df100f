import { deriveKey, drawPermutation } from '../random/index.ts';
import type { LabelledImages } from './dataset-folder.ts';

/** Copies the examples at `indices`, in that order. */
function selectExamples(data: LabelledImages, indices: ArrayLike<number>): LabelledImages {
  const [, channels, height, width] = data.shape;
  const size = channels * height * width;
  const images = data.images.slice(0, indices.length * size) as LabelledImages['images'];
  for (let position = 0; position < indices.length; position += 1) {
    const index = indices[position]!;
    images.set(data.images.subarray(index * size, (index + 1) * size), position * size);
  }
  return {
    shape: [indices.length, channels, height, width],
    images,
    labels: Uint8Array.from(indices, (index) => data.labels[index]!),
  };
}

/**
 * Shuffles by seed and purpose and cuts the result into parts of the given sizes.
 */
export function splitShuffled(
  data: LabelledImages,
  sizes: readonly number[],
  seed: number,
  purpose: string,
): LabelledImages[] {
  const order = drawPermutation(data.labels.length, deriveKey(seed, 'split', purpose));
  let first = 0;
  return sizes.map((size) => {
    const part = selectExamples(data, order.slice(first, first + size));
    first += size;
    return part;
  });
}
