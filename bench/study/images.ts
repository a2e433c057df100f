import { join } from 'node:path';
import { createImageSet, type ImageSet } from '../../src/study/datasets/image-set.ts';
import { readNpy } from '../../src/study/tensors/npy.ts';

/** The images that run.ts put into `folder`, for either side the same. */
export async function readImages(folder: string, channels: number): Promise<ImageSet> {
  const { shape, data } = await readNpy(join(folder, `images-${channels}.npy`));
  const labels = Uint8Array.from({ length: shape[0]! }, (_, index) => index % 10);
  return createImageSet({
    shape: shape as [number, number, number, number],
    images: data as Float32Array,
    labels,
  });
}

/** Where the weights of a network lie in `folder`. */
export function weightsPath(folder: string, network: string, channels: number): string {
  return join(folder, `${network}-${channels}.safetensors`);
}
