import type { DatasetDefinition } from '../dataset.ts';
import { gzippedFile, readIdxSplit } from '../idx-pair.ts';

/**
 * Pictures of clothes in MNIST's format (Xiao et al. 2017, arXiv 1708.07747): 60,000 and 10,000, 28×28.
 * Checked by the digests of the gzipped files, which is what is published of them.
 */
export const fashionMnist: DatasetDefinition = {
  name: 'fashion-mnist',
  source: {
    kind: 'download',
    folder: 'fashion-mnist',
    mirrors: [
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com',
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion',
    ],
    downloads: [
      gzippedFile(
        { name: 'train-images-idx3-ubyte', bytes: 47_040_016 },
        '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      ),
      gzippedFile(
        { name: 'train-labels-idx1-ubyte', bytes: 60_008 },
        'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      ),
      gzippedFile(
        { name: 't10k-images-idx3-ubyte', bytes: 7_840_016 },
        '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      ),
      gzippedFile(
        { name: 't10k-labels-idx1-ubyte', bytes: 10_008 },
        '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      ),
    ],
  },
  read: readIdxSplit,
};
