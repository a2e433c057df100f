import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { FigureError } from '../figures/figure-error.ts';
import { readNpy } from '../tensors/npy.ts';
import { encodePng } from './encode-png.ts';
import type { Cell } from './load-report.ts';

/** An adversarial image and what the model took it for. */
export interface Example {
  readonly png: Buffer;
  readonly predicted: number;
}

/**
 * The first images of a cell, drawn; none when the cell kept no examples.
 * @throws TensorFileError or FigureError when its arrays are malformed
 */
export async function loadExamples({ folder }: Cell, count: number): Promise<Example[]> {
  const file = join(folder.path, 'examples.npy');
  if (!(await exists(file))) return [];
  const [images, predictions] = await Promise.all([
    readNpy(file),
    readNpy(join(folder.path, 'predictions.npy')),
  ]);
  const [kept = 0, channels = 0, height = 0, width = 0] = images.shape;
  if (images.dtype !== 'float32' || images.shape.length !== 4 || predictions.data.length < kept) {
    throw new FigureError(
      'REPORT_INPUT',
      `${file}: expected float32 images N×C×H×W with a prediction for each`,
    );
  }
  const size = channels * height * width;
  return Array.from({ length: Math.min(count, kept) }, (_, i) => ({
    png: encodePng(images.data.subarray(i * size, (i + 1) * size), channels, height, width),
    predicted: Number(predictions.data[i]),
  }));
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
