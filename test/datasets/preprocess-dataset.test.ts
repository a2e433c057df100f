import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { encodeIdx } from '../../runner/src/formats/idx.ts';
import { type NpyArray, readNpy, writeNpy } from '../../runner/src/formats/npy.ts';
import { readDatasetPart, writeDatasetFolder } from '../../src/datasets/dataset-folder.ts';
import { fetchDataset } from '../../src/datasets/fetch-dataset.ts';
import { type PreprocessOptions, preprocessDataset } from '../../src/datasets/preprocess-dataset.ts';
import { resizeBilinear } from '../../src/datasets/resize-bilinear.ts';

const FIXTURES = 'test/fixtures/networks';
const defaults: Omit<PreprocessOptions, 'dataset'> = {
  size: 32,
  validationFraction: 0.2,
  testFraction: undefined,
  splitSeed: 0,
};

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dataset-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return folder;
}

const fetchOptions = (folder: string) => ({
  targetFolder: folder,
  partialFolder: folder,
  baseDir: folder,
  mirror: undefined,
  images: undefined,
  labels: undefined,
  onProgress: () => {},
  warn: () => {},
  signal: new AbortController().signal,
});

test('resizing 28×28 to 32×32 gives the bytes that torchvision and PIL give', async (t) => {
  const input = await readNpy(`${FIXTURES}/resize-input.npy`);
  const expected = await readNpy(`${FIXTURES}/resize-pil.npy`);
  t.deepEqual(resizeBilinear(input.data as Uint8Array, 4, 28, 32), expected.data as Uint8Array);
});

test('an image of the right size is left alone', (t) => {
  const image = Uint8Array.from({ length: 1024 }, (_, index) => index % 256);
  t.deepEqual(resizeBilinear(image, 1, 32, 32), image);
});

test('mnist-10k: 8,000 to train and validate, 2,000 to test, every digit once', async (t) => {
  const folder = await makeFolder(t);
  await fetchDataset('mnist-10k', fetchOptions(folder));
  const source = JSON.parse(await readFile(join(folder, 'source.json'), 'utf8'));
  t.deepEqual(
    [source.dataset, Object.keys(source.files)],
    ['mnist-10k', ['images-idx3-ubyte', 'labels-idx1-ubyte']],
  );

  const { description, parts } = await preprocessDataset(folder, { ...defaults, dataset: 'mnist-10k' });
  t.deepEqual(description.counts, { train: 6400, validation: 1600, test: 2000 });
  t.deepEqual(parts.test.shape, [2000, 1, 32, 32]);
  const perClass = new Array<number>(10).fill(0);
  const distinct = new Set<string>();
  for (const { images, labels } of Object.values(parts)) {
    labels.forEach((label, index) => {
      perClass[label]! += 1;
      distinct.add(Buffer.from(images.subarray(index * 1024, (index + 1) * 1024)).toString('latin1'));
    });
  }
  t.deepEqual(perClass, [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
  t.is(distinct.size, 10_000);
  // The package lists digits by class; every part must have all of them.
  for (const { labels } of Object.values(parts)) t.is(new Set(labels.subarray(0, 200)).size, 10);
});

/** A small raw folder as the download stage leaves it for mnist. */
async function writeRaw(folder: string, prefix: string, count: number): Promise<void> {
  const images = Uint8Array.from({ length: count * 784 }, (_, index) => Math.floor(index / 784));
  await writeFile(
    join(folder, `${prefix}images-idx3-ubyte`),
    encodeIdx({ shape: [count, 28, 28], data: images }),
  );
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 10);
  await writeFile(join(folder, `${prefix}labels-idx1-ubyte`), encodeIdx({ shape: [count], data: labels }));
}

test('mnist keeps its own test set, in order, and shuffles images together with their labels', async (t) => {
  const folder = await makeFolder(t);
  await writeRaw(folder, 'train-', 100);
  await writeRaw(folder, 't10k-', 20);
  const { description, parts } = await preprocessDataset(folder, { ...defaults, dataset: 'mnist' });
  t.deepEqual(description.counts, { train: 80, validation: 20, test: 20 });
  t.deepEqual(
    [...parts.test.labels],
    Array.from({ length: 20 }, (_, index) => index % 10),
  );
  for (const { images, labels } of Object.values(parts)) {
    // The fixture's pixels are the image's number.
    labels.forEach((label, index) => {
      t.is(images[index * 1024]! % 10, label);
    });
  }
  const dealt = [...parts.train.labels.keys()].map((index) => parts.train.images[index * 1024]!);
  t.notDeepEqual(
    dealt,
    dealt.toSorted((a, b) => a - b),
  );
});

test('the split is a function of its seed', async (t) => {
  const folder = await makeFolder(t);
  await writeRaw(folder, 'train-', 100);
  await writeRaw(folder, 't10k-', 20);
  const split = async (splitSeed: number) =>
    (await preprocessDataset(folder, { ...defaults, dataset: 'mnist', splitSeed })).parts.train.images;
  t.deepEqual(await split(3), await split(3));
  t.notDeepEqual(await split(3), await split(4));
});

test('fewer development images are drawn by the seed, and the test images stay', async (t) => {
  const folder = await makeFolder(t);
  await writeRaw(folder, 'train-', 100);
  await writeRaw(folder, 't10k-', 20);
  const options = { ...defaults, dataset: 'mnist', developmentImages: 30 };
  const { description, parts } = await preprocessDataset(folder, options);
  t.deepEqual(description.counts, { train: 24, validation: 6, test: 20 });
  const drawn = [...parts.train.labels.keys()].map((index) => parts.train.images[index * 1024]!);
  t.is(new Set(drawn).size, 24);
  t.true(Math.max(...drawn) > 30);
  const again = await preprocessDataset(folder, { ...options, splitSeed: 1 });
  t.notDeepEqual(again.parts.train.images, parts.train.images);
});

/** Raw CIFAR-10 batches: image k's bytes are 10·batch + k in red, one more in green, two more in blue. */
async function writeCifar(folder: string, records: number, firstClass = 0): Promise<void> {
  const names = [...[1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`), 'test_batch.bin'];
  for (const [batch, name] of names.entries()) {
    const bytes = new Uint8Array(records * 3073);
    for (let record = 0; record < records; record += 1) {
      bytes[record * 3073] = (firstClass + record) % 11;
      for (let channel = 0; channel < 3; channel += 1) {
        const start = record * 3073 + 1 + channel * 1024;
        bytes.fill(10 * batch + record + channel, start, start + 1024);
      }
    }
    await writeFile(join(folder, name), bytes);
  }
}

test('cifar10: five batches to train and validate, one to test, channels first', async (t) => {
  const folder = await makeFolder(t);
  await writeCifar(folder, 4);
  const { description, parts } = await preprocessDataset(folder, { ...defaults, dataset: 'cifar10' });
  t.deepEqual(description.counts, { train: 16, validation: 4, test: 4 });
  t.is(description.channels, 3);
  t.deepEqual(parts.test.shape, [4, 3, 32, 32]);
  t.deepEqual([...parts.test.labels], [0, 1, 2, 3]);
  const firstOf = (channel: number) => parts.test.images[channel * 1024]!;
  t.deepEqual([firstOf(0), firstOf(1), firstOf(2)], [50, 51, 52]);
});

test('cifar10: a batch that is cut short or has a class that is not there is refused by name', async (t) => {
  const folder = await makeFolder(t);
  await writeCifar(folder, 4, 7);
  await t.throwsAsync(preprocessDataset(folder, { ...defaults, dataset: 'cifar10' }), {
    code: 'DATASET_FOLDER_INVALID',
    message: /data_batch_\d\.bin: record 3 has class 10/,
  });
  await writeCifar(folder, 4);
  await writeFile(join(folder, 'data_batch_2.bin'), new Uint8Array(3072));
  await t.throwsAsync(preprocessDataset(folder, { ...defaults, dataset: 'cifar10' }), {
    message: /data_batch_2\.bin: has 3072 bytes/,
  });
});

async function writeArrays(folder: string, images: NpyArray, labels: NpyArray): Promise<void> {
  await writeNpy(join(folder, 'my-images.npy'), images);
  await writeNpy(join(folder, 'my-labels.npy'), labels);
  await fetchDataset('npy', { ...fetchOptions(folder), images: 'my-images.npy', labels: 'my-labels.npy' });
}

const floats = (shape: number[], value = 0.5): NpyArray => ({
  dtype: 'float32',
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(value),
});
const bytes = (shape: number[]): NpyArray => ({
  dtype: 'uint8',
  shape,
  data: new Uint8Array(shape.reduce((product, size) => product * size, 1)).fill(7),
});
const classes = (...labels: number[]): NpyArray => ({
  dtype: 'int64',
  shape: [labels.length],
  data: BigInt64Array.from(labels, BigInt),
});

test("a user's arrays are all test images, in their order, floats as they are", async (t) => {
  const folder = await makeFolder(t);
  await writeArrays(folder, floats([3, 3, 32, 32], 0.25), classes(9, 0, 4));
  const { description, parts } = await preprocessDataset(folder, { ...defaults, dataset: 'npy' });
  t.deepEqual(description.counts, { train: 0, validation: 0, test: 3 });
  t.is(description.channels, 3);
  await writeDatasetFolder(folder, description, parts);
  const test = await readDatasetPart(folder, 'test');
  t.deepEqual(
    [test.shape, [...test.labels]],
    [
      [3, 3, 32, 32],
      [9, 0, 4],
    ],
  );
  t.true(test.images instanceof Float32Array && test.images.every((value) => value === 0.25));
  await t.throwsAsync(readDatasetPart(folder, 'train'), {
    code: 'DATASET_PART_MISSING',
    message: /no train examples/,
  });
});

test("a testFraction deals a user's arrays out to train, validate and test", async (t) => {
  const folder = await makeFolder(t);
  await writeArrays(folder, bytes([10, 28, 28]), classes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  const { description, parts } = await preprocessDataset(folder, {
    ...defaults,
    dataset: 'npy',
    testFraction: 0.5,
  });
  t.deepEqual(description.counts, { train: 4, validation: 1, test: 5 });
  t.deepEqual(parts.train.shape, [4, 1, 32, 32]);
  const all = Object.values(parts).flatMap(({ labels }) => [...labels]);
  t.deepEqual(all.sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

const refused: readonly [string, NpyArray, NpyArray, RegExp][] = [
  [
    'images that are channel-last',
    floats([2, 32, 32, 3]),
    classes(0, 1),
    /images\.npy: has shape \(2, 32, 32, 3\)/,
  ],
  ['images of another size', bytes([2, 1, 64, 64]), classes(0, 1), /images of 64×64/],
  ['floats at 28×28', floats([2, 1, 28, 28]), classes(0, 1), /images of 28×28/],
  [
    'pixels from 0 to 255 as floats',
    floats([2, 1, 32, 32], 200),
    classes(0, 1),
    /holds 200 \(image 0\), outside \[0, 1\]/,
  ],
  ['NaN', floats([1, 1, 32, 32], Number.NaN), classes(0), /holds NaN/],
  ['no images', floats([0, 1, 32, 32]), classes(), /holds no images/],
  ['fewer labels than images', floats([2, 1, 32, 32]), classes(0), /has 1 labels for 2 images/],
  ['a class that is not there', floats([1, 1, 32, 32]), classes(10), /holds class 10/],
  ['a negative class', floats([1, 1, 32, 32]), classes(-1), /holds class -1/],
  ['one-hot labels', floats([1, 1, 32, 32]), floats([1, 10]), /labels\.npy: has shape \(1, 10\)/],
];
for (const [name, images, labels, message] of refused) {
  test(`refuses ${name}`, async (t) => {
    const folder = await makeFolder(t);
    await writeArrays(folder, images, labels);
    const error = await t.throwsAsync(preprocessDataset(folder, { ...defaults, dataset: 'npy' }), {
      message,
    });
    t.is((error as Error & { code: string }).code, 'DATASET_ARRAY_INVALID');
  });
}

test('fetching names what is wrong with the request', async (t) => {
  const folder = await makeFolder(t);
  await t.throwsAsync(fetchDataset('imagenet', fetchOptions(folder)), {
    code: 'DATASET_UNKNOWN',
    message: /"imagenet"/,
  });
  await t.throwsAsync(fetchDataset('npy', fetchOptions(folder)), { code: 'DATASET_PARAMS_INVALID' });
  const missing = { ...fetchOptions(folder), images: 'no.npy', labels: 'no.npy' };
  await t.throwsAsync(fetchDataset('npy', missing), { code: 'TENSOR_FILE_UNREADABLE', message: /no\.npy/ });
  await writeFile(join(folder, 'x.npy'), 'text');
  await t.throwsAsync(fetchDataset('npy', { ...missing, images: 'x.npy' }), { code: 'NPY_INVALID' });
});
