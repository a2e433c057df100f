import type { Dataset } from '../generated/artifacts/dataset.ts';
import { resolveDataset } from './check-definition.ts';
import type { LabelledImages, PartName } from './dataset-folder.ts';
import { DatasetError } from './errors.ts';
import { resizeBilinear } from './resize-bilinear.ts';
import { splitShuffled } from './split.ts';

export interface PreprocessOptions {
  readonly dataset: string;
  /** The dataset as a module defines it; absent: it is one of the study's. */
  readonly definition?: unknown;
  /** Height and width of the result. */
  readonly size: number;
  /** Share of the development examples that is set aside, to choose the best epoch. */
  readonly validationFraction: number;
  /** Of a dataset that is not split yet: the share of its examples that become the test set. */
  readonly testFraction: number | undefined;
  readonly splitSeed: number;
  /** Use at most so many examples for training and validation, drawn by the seed; 0: all. */
  readonly developmentImages?: number;
}

/** For a dataset that is not split yet and gives no share itself. */
const DEFAULT_TEST_FRACTION = 0.2;

export interface PreprocessedDataset {
  readonly description: Dataset;
  readonly parts: Readonly<Record<PartName, LabelledImages>>;
}

/**
 * Turns what the download stage fetched into training, validation and test images of one size.
 * @throws DatasetError DATASET_UNKNOWN, DATASET_ARRAY_INVALID, DATASET_PARAMS_INVALID; TensorFileError
 */
export async function preprocessDataset(
  folder: string,
  options: PreprocessOptions,
): Promise<PreprocessedDataset> {
  const definition = resolveDataset(options.dataset, options.definition);
  const raw = await definition.read(folder);
  const testFraction =
    raw.test === undefined
      ? (options.testFraction ?? definition.testFraction ?? DEFAULT_TEST_FRACTION)
      : null;
  const divided =
    testFraction === null
      ? { development: raw.development, test: raw.test! }
      : setTestAside(raw.development, testFraction, options.splitSeed);
  const development = limitExamples(divided.development, options);
  const { test } = divided;
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
    name: definition.name,
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

/** Splits a dataset into development and test. */
function setTestAside(
  all: LabelledImages,
  testFraction: number,
  seed: number,
): { development: LabelledImages; test: LabelledImages } {
  const count = all.labels.length;
  const testCount = Math.round(count * testFraction);
  if (testCount === 0) {
    throw new DatasetError(
      'DATASET_PARAMS_INVALID',
      `A testFraction of ${testFraction} leaves none of ${count} examples to test`,
      { hint: 'Give a larger testFraction.' },
    );
  }
  // Nothing to split. The user's order stays, so that predictions line up with their file.
  if (testCount === count) return { development: emptyLike(all), test: all };
  const [development, test] = splitShuffled(all, [count - testCount, testCount], seed, 'test') as [
    LabelledImages,
    LabelledImages,
  ];
  return { development, test };
}

function limitExamples(
  development: LabelledImages,
  { developmentImages = 0, splitSeed }: PreprocessOptions,
): LabelledImages {
  if (developmentImages === 0 || developmentImages >= development.labels.length) return development;
  return splitShuffled(development, [developmentImages], splitSeed, 'development')[0]!;
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
