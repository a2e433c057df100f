import type { DatasetDefinition } from '../dataset.ts';
import { readUserArrays } from '../read-user-arrays.ts';

/** The user's own arrays: all test images unless a part of them is asked for. */
export const npy: DatasetDefinition = {
  name: 'npy',
  source: { kind: 'arrays' },
  testFraction: 1,
  read: async (folder) => ({ development: await readUserArrays(folder), test: undefined }),
};
