import { readDatasetDescription, readDatasetPart } from '../datasets/dataset-folder.ts';
import type { AxisFolder } from './axis-folder.ts';

/** Labels of a dataset's test images, from the first, and how many classes there are. */
export interface TestLabels {
  readonly labels: Uint8Array;
  readonly classes: number;
}

/**
 * Test labels of every preprocessed dataset, by the dataset's name in the tables: its axis, else its own name.
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
