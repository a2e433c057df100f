import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { digestBytes } from '../../src/base/digest.ts';
import { DamagedBlobError, StoreIoError } from '../../src/store/errors.ts';
import { makeRig } from './store-rig.ts';

const SMALL = Buffer.from('some bytes');
const LARGE = Buffer.alloc(700_000, 'large ');

for (const [size, content] of [
  ['small', SMALL],
  ['large', LARGE],
] as const) {
  test(`a ${size} file is kept read-only under its digest, and comes back`, async (t) => {
    const { folder, cacheDir, store } = makeRig(t);
    writeFileSync(join(folder, 'file'), content);
    const digest = await store.blobs.putFile(join(folder, 'file'));
    t.is(digest, digestBytes(content));
    const path = join(cacheDir, 'objects', digest.slice(0, 2), digest.slice(2));
    t.is(statSync(path).mode & 0o777, 0o444);
    t.deepEqual(readFileSync(path), content);
    t.deepEqual(store.blobs.read(digest), content);
    t.is(await store.blobs.putFile(join(folder, 'file')), digest);
  });

  for (const [what, damage] of Object.entries({
    'with another byte': (path: string) =>
      overwrite(path, Buffer.concat([Buffer.from('X'), content.subarray(1)])),
    truncated: (path: string) => overwrite(path, content.subarray(0, 5)),
    emptied: (path: string) => overwrite(path, Buffer.alloc(0)),
    missing: (path: string) => rmSync(path),
    'replaced by a link to the right content': (path: string) => {
      renameSync(path, `${path}.moved`);
      symlinkSync(`${path}.moved`, path);
    },
  })) {
    test(`a ${size} blob ${what} is found on reading, removed, and healed by the next one who puts it`, async (t) => {
      const { folder, store } = makeRig(t);
      writeFileSync(join(folder, 'file'), content);
      const digest = await store.blobs.putFile(join(folder, 'file'));
      damage(store.blobs.path(digest));
      const error = t.throws(() => store.blobs.read(digest, 'train/lenet'), { instanceOf: DamagedBlobError });
      t.is(error?.digest, digest);
      t.true(error?.message.includes('train/lenet'));
      t.false(store.blobs.has(digest));
      await store.blobs.putFile(join(folder, 'file'));
      t.deepEqual(store.blobs.read(digest), content);
    });

    test(`a ${size} blob ${what} does not pass for the content that is put a second time`, async (t) => {
      const { folder, store } = makeRig(t);
      writeFileSync(join(folder, 'file'), content);
      const digest = await store.blobs.putFile(join(folder, 'file'));
      damage(store.blobs.path(digest));
      await store.blobs.putFile(join(folder, 'file'));
      t.deepEqual(store.blobs.read(digest), content);
      t.true(statSync(store.blobs.path(digest)).isFile());
    });
  }
}

test('a blob that can be made again is, when it is damaged', async (t) => {
  const { store } = makeRig(t);
  const digest = digestBytes('bundle');
  const make = async (): Promise<Uint8Array> => Buffer.from('bundle');
  const path = await store.blobs.ensure(digest, make);
  t.is(readFileSync(path, 'utf8'), 'bundle');
  overwrite(path, Buffer.from('bungle'));
  await store.blobs.ensure(digest, make);
  t.is(readFileSync(path, 'utf8'), 'bundle');
});

test('a blob is not made from something else', async (t) => {
  const { store } = makeRig(t);
  const digest = digestBytes('bundle');
  await t.throwsAsync(
    store.blobs.ensure(digest, async () => Buffer.from('other')),
    { instanceOf: DamagedBlobError },
  );
  t.false(store.blobs.has(digest));
});

test('a write that fails is an error of ours, and leaves nothing behind', async (t) => {
  const { folder, store, cacheDir } = makeRig(t);
  mkdirSync(cacheDir);
  writeFileSync(join(cacheDir, 'objects'), 'in the way');
  writeFileSync(join(folder, 'file'), LARGE);
  t.throws(() => store.blobs.putBytes('x'), { instanceOf: StoreIoError, message: /cannot write .*objects/ });
  await t.throwsAsync(store.blobs.putFile(join(folder, 'file')), { instanceOf: StoreIoError });
  await t.throwsAsync(store.blobs.putFile(join(folder, 'none')), {
    instanceOf: StoreIoError,
    message: /cannot read .*none/,
  });
  store.close();
  t.deepEqual(readdirSync(join(cacheDir, 'tmp')), []);
});

function overwrite(path: string, content: Uint8Array): void {
  chmodSync(path, 0o644);
  writeFileSync(path, content);
}
