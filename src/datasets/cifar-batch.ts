import { readFile } from 'node:fs/promises';
import type { LabelledImages } from './dataset-folder.ts';
import { DatasetError } from './errors.ts';

const CHANNELS = 3;
const SIDE = 32;
const IMAGE_BYTES = CHANNELS * SIDE * SIDE;
const RECORD_BYTES = 1 + IMAGE_BYTES;
const CLASSES = 10;

/**
 * Reads CIFAR-10's binary batches one after the other: records of a class byte and 3×32×32 bytes, channel-first.
 * @throws DatasetError DATASET_FOLDER_INVALID
 */
export async function readCifarBatches(paths: readonly string[]): Promise<LabelledImages> {
  const batches = await Promise.all(paths.map(readRecords));
  const count = batches.reduce((sum, bytes) => sum + bytes.length / RECORD_BYTES, 0);
  const images = new Uint8Array(count * IMAGE_BYTES);
  const labels = new Uint8Array(count);
  let example = 0;
  for (const bytes of batches) {
    for (let offset = 0; offset < bytes.length; offset += RECORD_BYTES) {
      labels[example] = bytes[offset]!;
      images.set(bytes.subarray(offset + 1, offset + RECORD_BYTES), example * IMAGE_BYTES);
      example += 1;
    }
  }
  return { shape: [count, CHANNELS, SIDE, SIDE], images, labels };
}

async function readRecords(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  const invalid = (problem: string): DatasetError =>
    new DatasetError('DATASET_FOLDER_INVALID', `${path}: ${problem}`, {
      hint: 'Run the download stage again.',
    });
  if (bytes.length === 0 || bytes.length % RECORD_BYTES !== 0) {
    throw invalid(`has ${bytes.length} bytes, which are not whole records of ${RECORD_BYTES}`);
  }
  for (let offset = 0; offset < bytes.length; offset += RECORD_BYTES) {
    if (bytes[offset]! >= CLASSES) {
      throw invalid(
        `record ${offset / RECORD_BYTES} has class ${bytes[offset]}, expected 0 to ${CLASSES - 1}`,
      );
    }
  }
  return bytes;
}
