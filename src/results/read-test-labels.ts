import { readDatasetDescription, readDatasetPart } from '../datasets/dataset-folder.ts';
import type { AxisFolder } from './source-folder.ts';

/** Labels of a dataset's test images, in order, and the number of classes. */
export interface TestLabels {
  readonly labels: Uint8Array;
  readonly classes: number;
}

/**
 * Reads the test labels of preprocessed datasets.
 * @returns labels by the name that the dataset has in the tables: the value of its axis, or its own name without that axis
 * @throws DatasetError where a folder is not a preprocessed dataset with test images
 */
export async function readTestLabels(folders: readonly AxisFolder[]): Promise<Map<string, TestLabels>> {
  const entries = folders.map(async ({ path, axes }): Promise<[string, TestLabels]> => {
    const { name, classes } = await readDatasetDescription(path);
    const { labels } = await readDatasetPart(path, 'test');
    return [String(axes.dataset ?? name), { labels, classes }];
  });
  return new Map(await Promise.all(entries));
}
