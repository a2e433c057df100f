import { cifar10 } from './catalogue/cifar10.ts';
import { fashionMnist } from './catalogue/fashion-mnist.ts';
import { mnist } from './catalogue/mnist.ts';
import { mnist10k } from './catalogue/mnist-10k.ts';
import { npy } from './catalogue/npy.ts';
import type { DatasetDefinition } from './dataset.ts';
import { DatasetError } from './errors.ts';

/**
 * All datasets. To add one: a file in catalogue/, a line here, and its name in the schemas of download and preprocess.
 */
const datasets: readonly DatasetDefinition[] = [mnist10k, mnist, fashionMnist, cifar10, npy];

/** @throws DatasetError DATASET_UNKNOWN */
export function findDataset(name: string): DatasetDefinition {
  const found = datasets.find((dataset) => dataset.name === name);
  if (found !== undefined) return found;
  throw new DatasetError('DATASET_UNKNOWN', `There is no dataset called ${JSON.stringify(name)}`, {
    hint: `Choose one of ${datasets.map((dataset) => dataset.name).join(', ')}.`,
  });
}
