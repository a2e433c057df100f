import type { DatasetDefinition } from '../dataset.ts';
import { gzippedFile, readIdxSplit } from '../idx-pair.ts';

/** Handwritten digits (LeCun et al. 1998): 60,000 and 10,000, 28×28. yann.lecun.com's originals are gone. */
export const mnist: DatasetDefinition = {
  name: 'mnist',
  source: {
    kind: 'download',
    folder: 'mnist',
    mirrors: [
      'https://ossci-datasets.s3.amazonaws.com/mnist',
      'https://storage.googleapis.com/cvdf-datasets/mnist',
    ],
    downloads: [
      gzippedFile({
        name: 'train-images-idx3-ubyte',
        sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
        bytes: 47_040_016,
      }),
      gzippedFile({
        name: 'train-labels-idx1-ubyte',
        sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
        bytes: 60_008,
      }),
      gzippedFile({
        name: 't10k-images-idx3-ubyte',
        sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
        bytes: 7_840_016,
      }),
      gzippedFile({
        name: 't10k-labels-idx1-ubyte',
        sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
        bytes: 10_008,
      }),
    ],
  },
  read: readIdxSplit,
};
