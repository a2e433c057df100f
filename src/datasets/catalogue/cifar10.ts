import { join } from 'node:path';
import { readCifarBatches } from '../cifar-batch.ts';
import type { DatasetDefinition } from '../dataset.ts';

const TRAINING_BATCHES = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`);
const TEST_BATCH = 'test_batch.bin';

const DIGESTS: Readonly<Record<string, string>> = {
  'data_batch_1.bin': 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5',
  'data_batch_2.bin': 'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed',
  'data_batch_3.bin': 'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67',
  'data_batch_4.bin': '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48',
  'data_batch_5.bin': '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add',
  'test_batch.bin': '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b',
};

/** Small photographs (Krizhevsky 2009): 50,000 and 10,000, 3×32×32, ten classes; the archive of binary batches. */
export const cifar10: DatasetDefinition = {
  name: 'cifar10',
  source: {
    kind: 'download',
    folder: 'cifar10',
    mirrors: ['https://www.cs.toronto.edu/~kriz'],
    downloads: [
      {
        name: 'cifar-10-binary.tar.gz',
        format: 'tar.gz',
        files: Object.entries(DIGESTS).map(([name, sha256]) => ({ name, sha256, bytes: 30_730_000 })),
      },
    ],
  },
  read: async (folder) => ({
    development: await readCifarBatches(TRAINING_BATCHES.map((name) => join(folder, name))),
    test: await readCifarBatches([join(folder, TEST_BATCH)]),
  }),
};
