import * as tf from '@tensorflow/tfjs-core';
import { convertNchwToNhwc } from '../../runner/src/formats/pytorch-layout.ts';
import { type LabelledImages, type PartName, readDatasetPart } from './dataset-folder.ts';
import { type ImagePlacement, placeImage } from './placement.ts';

/** Byte k → float32 in [0, 1]: k / 255, as torchvision's ToTensor computes it. */
const UNIT = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** Examples in memory, channel-last, from which batches are taken. */
export interface ImageSet {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** [count, height, width, channels]: bytes, or floats in [0, 1]. */
  readonly pixels: Uint8Array | Float32Array;
  readonly labels: Uint8Array;
}

/** Reorders to channel-last. */
export function createImageSet({ shape, images, labels }: LabelledImages): ImageSet {
  const [count, channels, height, width] = shape;
  return { count, channels, height, width, pixels: convertNchwToNhwc(images, shape), labels };
}

/** Reads one part of a preprocessed dataset (see readDatasetPart for errors). */
export async function readImageSet(folder: string, part: PartName): Promise<ImageSet> {
  return createImageSet(await readDatasetPart(folder, part));
}

/**
 * Copies examples into a tensor [indices, height, width, channels], values in [0, 1].
 * @param place how example k of the batch is mirrored and moved; absent: examples stay as they are
 */
export function gatherImages(
  set: ImageSet,
  indices: ArrayLike<number>,
  place?: (position: number) => ImagePlacement,
): tf.Tensor4D {
  const { height, width, channels, pixels } = set;
  const size = height * width * channels;
  const batch = new Float32Array(indices.length * size);
  for (let position = 0; position < indices.length; position += 1) {
    const source = indices[position]! * size;
    const target = position * size;
    if (pixels instanceof Uint8Array) {
      for (let offset = 0; offset < size; offset += 1)
        batch[target + offset] = UNIT[pixels[source + offset]!]!;
    } else {
      batch.set(pixels.subarray(source, source + size), target);
    }
    if (place !== undefined) placeImage(batch.subarray(target, target + size), set, place(position));
  }
  return tf.tensor4d(batch, [indices.length, height, width, channels]);
}

/** Classes of the same examples. */
export function gatherLabels(set: ImageSet, indices: ArrayLike<number>): Int32Array {
  return Int32Array.from(indices, (index) => set.labels[index]!);
}

/** The indices first, first + 1, … */
export function listRange(first: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, offset) => first + offset);
}
