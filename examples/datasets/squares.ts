import { defineDataset, gzippedFile, readIdxSplit } from 'robust-pipeline/study';

export default defineDataset({
  name: 'squares',
  source: {
    kind: 'download',
    folder: 'squares',
    mirrors: ['https://example.org/squares'],
    downloads: [
      gzippedFile({
        name: 'train-images-idx3-ubyte',
        bytes: 50_192,
        sha256: 'da647a1727897c334bd8fb22238c76a49f31e6c6a8b4b02529f5508b3b06b5ca',
      }),
      gzippedFile({
        name: 'train-labels-idx1-ubyte',
        bytes: 72,
        sha256: '35b4a7c6498ff55816a6a3625772993bbfd956824e6be1812f95c0227c70afb7',
      }),
      gzippedFile({
        name: 't10k-images-idx3-ubyte',
        bytes: 25_104,
        sha256: '5dc4f22fdd142fb3a39d808a98bfaf043c8c5911efd05c754086a46cb66d8c46',
      }),
      gzippedFile({
        name: 't10k-labels-idx1-ubyte',
        bytes: 40,
        sha256: '0ea19aa1138e205f7c59876e1f6d653c7c533e83843d1a60a0b1387110d2ebe4',
      }),
    ],
  },
  read: readIdxSplit,
});
