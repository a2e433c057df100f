import test from 'ava';
import { resolveDataset } from '../../src/datasets/check-definition.ts';
import { gzippedFile } from '../../src/datasets/idx-pair.ts';

const sha256 = 'a'.repeat(64);
const source = {
  kind: 'download',
  folder: 'mine',
  mirrors: ['https://example.org'],
  downloads: [gzippedFile({ name: 'images', bytes: 4, sha256 })],
};
const part = { shape: [1, 1, 2, 2], images: new Uint8Array(4), labels: new Uint8Array(1) };
const read = async (): Promise<unknown> => ({ development: part, test: part });

test('the name is the one of the pipeline, whatever the module says', async (t) => {
  const dataset = resolveDataset('mine', { name: 'theirs', source, read });
  t.is(dataset.name, 'mine');
  t.deepEqual(await dataset.read(''), { development: part, test: part } as never);
});

test('without a module it is one of the study’s', (t) => {
  t.is(resolveDataset('mnist', undefined).name, 'mnist');
  t.throws(() => resolveDataset('mine', undefined), { code: 'DATASET_UNKNOWN' });
});

for (const [what, definition, message] of [
  ['nothing', null, /source, of kind/],
  ['a folder that leads elsewhere', { source: { ...source, folder: '../x' }, read }, /source\.folder/],
  ['no mirrors', { source: { ...source, mirrors: undefined }, read }, /source\.mirrors/],
  [
    'a download without a digest',
    { source: { ...source, downloads: [gzippedFile({ name: 'x', bytes: 4 })] }, read },
    /source\.downloads/,
  ],
  [
    'a file that leads elsewhere',
    { source: { ...source, downloads: [gzippedFile({ name: '../x', bytes: 4, sha256 })] }, read },
    /source\.downloads/,
  ],
  ['no way to read it', { source }, /read, a function/],
] as const) {
  test(`a module with ${what} is an error that says what is missing`, (t) => {
    const error = t.throws(() => resolveDataset('mine', definition), { code: 'DATASET_DEFINITION_INVALID' });
    t.regex(error?.message ?? '', message);
  });
}

for (const [what, change, message] of [
  ['a shape without channels', { shape: [1, 2, 2] }, /development images with shape \(1, 2, 2\)/],
  ['floats of another size', { images: new Float32Array(4) }, /neither bytes nor floats at 32×32/],
  ['too few pixels', { images: new Uint8Array(3) }, /3 pixels/],
  ['a class beyond the last', { labels: Uint8Array.of(10) }, /labels that are not 1 bytes from 0 to 9/],
] as const) {
  test(`${what} is found when it is read`, async (t) => {
    const dataset = resolveDataset('mine', {
      source,
      read: async () => ({ development: { ...part, ...change }, test: part }),
    });
    const error = await t.throwsAsync(dataset.read(''), { code: 'DATASET_ARRAY_INVALID' });
    t.regex(error?.message ?? '', message);
  });
}
