import { join } from 'node:path';
import type { Dataset } from '../../generated/artifacts/dataset.ts';
import { type IdxArray, readIdx } from '../tensors/idx.ts';
import type { LabelledImages, PartName } from './dataset-folder.ts';
import { checkDatasetDefinition, checkRead } from './definition.ts';
import { DatasetError } from './errors.ts';
import { readUserArrays } from './read-user-arrays.ts';
import type { DatasetName } from './registry.ts';
import { resizeBilinear } from './resize-bilinear.ts';
import { splitShuffled } from './split.ts';

export interface PreprocessOptions {
  readonly dataset: string;
  /** What a module says the dataset is; undefined: it is one of the study's. */
  readonly definition?: unknown;
  /** Height and width of the result. */
  readonly size: number;
  /** Share of the training examples that is set aside to choose the best epoch. */
  readonly validationFraction: number;
  /** Share of all examples that is the test set, where the dataset comes in one piece. */
  readonly testFraction: number | undefined;
  readonly splitSeed: number;
}

/** The study tests on 2,000 of the package's 10,000 digits; a user's own arrays are all test images. */
const DEFAULT_TEST_FRACTION = { 'mnist-10k': 0.2, npy: 1 } as const;

export interface PreprocessedDataset {
  readonly description: Dataset;
  readonly parts: Readonly<Record<PartName, LabelledImages>>;
}

/**
 * Turns what the download stage fetched into training, validation and test images of one size.
 * @throws DatasetError DATASET_ARRAY_INVALID; TensorFileError
 */
export async function preprocessDataset(
  raw: string,
  options: PreprocessOptions,
): Promise<PreprocessedDataset> {
  const { development, test, testFraction } =
    options.definition === undefined
      ? await readKnown(raw, options, options.dataset as DatasetName)
      : await readDefined(raw, options);
  const validationCount = Math.round(development.labels.length * options.validationFraction);
  const [train, validation] = splitShuffled(
    development,
    [development.labels.length - validationCount, validationCount],
    options.splitSeed,
    'validation',
  ) as [LabelledImages, LabelledImages];
  const resize = (part: LabelledImages): LabelledImages => resizeImages(part, options.size);
  const parts = { train: resize(train), validation: resize(validation), test: resize(test) };
  const count = (part: PartName): number => parts[part].labels.length;
  const description: Dataset = {
    name: options.dataset,
    classes: 10,
    channels: test.shape[1] as 1 | 3,
    size: options.size,
    counts: { train: count('train'), validation: count('validation'), test: count('test') },
    split: {
      method: testFraction === null || testFraction === 1 ? 'given' : 'shuffled',
      seed: options.splitSeed,
      validationFraction: options.validationFraction,
      testFraction,
    },
  };
  return { description, parts };
}

/** Examples to develop with (train and validate) and examples to test with. */
interface RawParts {
  readonly development: LabelledImages;
  readonly test: LabelledImages;
  /** Null where the dataset comes with a test set. */
  readonly testFraction: number | null;
}

async function readKnown(raw: string, options: PreprocessOptions, dataset: DatasetName): Promise<RawParts> {
  if (dataset === 'mnist') return readIdxParts(raw);
  const all = dataset === 'npy' ? await readUserArrays(raw) : await readIdxPair(raw, '');
  return dealOut(all, options.testFraction ?? DEFAULT_TEST_FRACTION[dataset], options.splitSeed);
}

/** A dataset that a module defines. */
async function readDefined(raw: string, options: PreprocessOptions): Promise<RawParts> {
  const { dataset, testFraction = DEFAULT_TEST_FRACTION['mnist-10k'], splitSeed } = options;
  const { read } = checkDatasetDefinition(dataset, options.definition);
  if (read === undefined) return readIdxParts(raw);
  const parts = await read(raw);
  if ('all' in parts) return dealOut(checkRead(dataset, 'all', parts.all), testFraction, splitSeed);
  return {
    development: checkRead(dataset, 'train', parts.train),
    test: checkRead(dataset, 'test', parts.test),
    testFraction: null,
  };
}

/** Files in MNIST's format that come with a test set. */
async function readIdxParts(raw: string): Promise<RawParts> {
  return {
    development: await readIdxPair(raw, 'train-'),
    test: await readIdxPair(raw, 't10k-'),
    testFraction: null,
  };
}

function dealOut(all: LabelledImages, testFraction: number, splitSeed: number): RawParts {
  const count = all.labels.length;
  const testCount = Math.round(count * testFraction);
  if (testCount === 0) {
    throw new DatasetError(
      'DATASET_PARAMS_INVALID',
      `A testFraction of ${testFraction} leaves none of ${count} examples to test`,
      {
        hint: 'Give a larger testFraction.',
      },
    );
  }
  // Nothing to deal out: the user's order stays, so that predictions line up with their file.
  if (testCount === count) return { development: emptyLike(all), test: all, testFraction };
  const [development, test] = splitShuffled(all, [count - testCount, testCount], splitSeed, 'test') as [
    LabelledImages,
    LabelledImages,
  ];
  return { development, test, testFraction };
}

async function readIdxPair(folder: string, prefix: string): Promise<LabelledImages> {
  const images = await readIdx(join(folder, `${prefix}images-idx3-ubyte`));
  const labels = await readIdx(join(folder, `${prefix}labels-idx1-ubyte`));
  checkPair(images, labels, folder);
  const [count, height, width] = images.shape as [number, number, number];
  return { shape: [count, 1, height, width], images: images.data, labels: labels.data };
}

function checkPair(images: IdxArray, labels: IdxArray, folder: string): void {
  const fits =
    images.shape.length === 3 &&
    images.shape[1] === images.shape[2] &&
    labels.shape.length === 1 &&
    labels.shape[0] === images.shape[0] &&
    labels.data.every((label) => label < 10);
  if (!fits) {
    throw new DatasetError(
      'DATASET_FOLDER_INVALID',
      `${folder}: images (${images.shape.join(', ')}) and labels (${labels.shape.join(', ')}) do not belong together`,
      {
        hint: 'Run the download stage again.',
      },
    );
  }
}

function resizeImages(part: LabelledImages, size: number): LabelledImages {
  const [count, channels, height] = part.shape;
  if (height === size || !(part.images instanceof Uint8Array)) return part;
  const images = resizeBilinear(part.images, count * channels, height, size);
  return { shape: [count, channels, size, size], images, labels: part.labels };
}

function emptyLike({ shape, images }: LabelledImages): LabelledImages {
  const [, channels, height, width] = shape;
  return {
    shape: [0, channels, height, width],
    images: images.slice(0, 0) as LabelledImages['images'],
    labels: new Uint8Array(),
  };
}
