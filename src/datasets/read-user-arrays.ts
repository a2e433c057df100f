import { join } from 'node:path';
import { type NpyArray, readNpy } from '../../runner/src/formats/npy.ts';
import type { LabelledImages } from './dataset-folder.ts';
import { DatasetError } from './errors.ts';

const CLASSES = 10;

/**
 * Reads a user's images.npy and labels.npy. Checks everything that would otherwise fail in training or an attack, or
 * would give wrong results there without an error.
 * @param folder raw output of the download stage
 * @throws DatasetError DATASET_ARRAY_INVALID; TensorFileError
 */
export async function readUserArrays(folder: string): Promise<LabelledImages> {
  const imagesPath = join(folder, 'images.npy');
  const labelsPath = join(folder, 'labels.npy');
  const { shape, images } = checkImages(await readNpy(imagesPath), imagesPath);
  const labels = checkLabels(await readNpy(labelsPath), labelsPath);
  if (labels.length !== shape[0]) {
    throw invalid(
      labelsPath,
      `has ${labels.length} labels for ${shape[0]} images`,
      'Give one label for each image.',
    );
  }
  return { shape, images, labels };
}

function checkImages(array: NpyArray, path: string): Pick<LabelledImages, 'shape' | 'images'> {
  // [count, height, width] means one channel.
  const shape =
    array.shape.length === 3 ? [array.shape[0]!, 1, array.shape[1]!, array.shape[2]!] : array.shape;
  const [count, channels, height, width] = shape as readonly [number, number, number, number];
  if (shape.length !== 4 || (channels !== 1 && channels !== 3) || height !== width) {
    const channelsLast = shape.length === 4 && (width === 1 || width === 3);
    throw invalid(
      path,
      `has shape (${array.shape.join(', ')}), expected N×C×32×32 with C 1 or 3`,
      channelsLast
        ? 'It looks channel-last; save array.transpose(0, 3, 1, 2).'
        : 'Resize or crop the images first.',
    );
  }
  if (count === 0) throw invalid(path, 'holds no images', 'Give at least one.');
  if (array.dtype === 'uint8') {
    if (height !== 32 && height !== 28) {
      throw invalid(
        path,
        `has images of ${height}×${width}`,
        'Give 32×32 (28×28 bytes are resized, as for MNIST).',
      );
    }
    return { shape: [count, channels, height, width], images: array.data };
  }
  if (array.dtype !== 'float32') {
    throw invalid(path, `has dtype ${array.dtype}`, 'Save uint8 (0 to 255) or float32 (0 to 1).');
  }
  if (height !== 32)
    throw invalid(path, `has images of ${height}×${width}`, 'Give floats at 32×32; only bytes are resized.');
  const outside = array.data.findIndex((value) => !(value >= 0 && value <= 1));
  if (outside >= 0) {
    throw invalid(
      path,
      `holds ${array.data[outside]} (image ${Math.floor(outside / (channels * height * width))}), outside [0, 1]`,
      'Scale pixels to [0, 1], without further normalisation.',
    );
  }
  return { shape: [count, channels, height, width], images: array.data };
}

function checkLabels(array: NpyArray, path: string): Uint8Array {
  if (array.shape.length !== 1) {
    throw invalid(
      path,
      `has shape (${array.shape.join(', ')})`,
      'Give one class number for each image, not one-hot rows.',
    );
  }
  if (array.dtype === 'float32' || array.dtype === 'float64') {
    throw invalid(path, `has dtype ${array.dtype}`, 'Save labels as int64, int32 or uint8.');
  }
  const labels = Array.from(array.data as ArrayLike<number | bigint>, Number);
  const outside = labels.find((label) => !(label >= 0 && label < CLASSES));
  if (outside !== undefined)
    throw invalid(path, `holds class ${outside}`, `Classes are 0 to ${CLASSES - 1}.`);
  return Uint8Array.from(labels);
}

function invalid(path: string, problem: string, hint: string): DatasetError {
  return new DatasetError('DATASET_ARRAY_INVALID', `${path}: ${problem}`, { hint });
}
