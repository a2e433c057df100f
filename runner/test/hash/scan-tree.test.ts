import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { type Digest, digestBytes } from '../../src/base/digest.ts';
import { MissingFileError, UnsupportedFileError } from '../../src/base/errors.ts';
import { scanTree } from '../../src/hash/scan-tree.ts';
import { compareCodeUnits, makeTree, type TreeEntry } from '../../src/hash/tree.ts';
import { makeFolder } from './scratch-folder.ts';

const entries: fc.Arbitrary<TreeEntry[]> = fc.uniqueArray(
  fc.record({
    path: fc.stringMatching(/^[a-zA-Z0-9._é-]{1,8}$/),
    digest: fc.integer().map((n) => digestBytes(String(n))),
    size: fc.nat(),
    executable: fc.boolean(),
  }),
  { selector: ({ path }) => path, minLength: 1, maxLength: 8 },
);

test('a tree is the same whatever order its files come in', (t) => {
  fc.assert(
    fc.property(
      entries.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        const tree = makeTree(list);
        t.deepEqual(makeTree(shuffled), tree);
        t.deepEqual(
          tree.entries.map(({ path }) => path),
          list.map(({ path }) => path).sort(compareCodeUnits),
        );
      },
    ),
    { seed: 3, numRuns: 100 },
  );
});

test('a tree has another digest when any path, content, size or permission in it is another', (t) => {
  const changes: ((entry: TreeEntry) => TreeEntry)[] = [
    (entry) => ({ ...entry, path: `${entry.path}x`.slice(-9) }),
    (entry) => ({ ...entry, digest: digestBytes(entry.digest) }),
    (entry) => ({ ...entry, size: entry.size + 1 }),
    (entry) => ({ ...entry, executable: !entry.executable }),
  ];
  fc.assert(
    fc.property(entries, fc.nat(), fc.constantFrom(...changes), (list, pick, change) => {
      const index = pick % list.length;
      const changed = list.map((entry, i) => (i === index ? change(entry) : entry));
      t.not(makeTree(changed).digest, makeTree(list).digest);
      t.not(makeTree(list.slice(1)).digest, makeTree(list).digest);
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('the digest of a known tree does not change between versions', (t) => {
  const entry = { path: 'a.txt', digest: digestBytes('a'), size: 1, executable: false };
  t.is(
    makeTree([entry]).digest,
    digestBytes(`{"entries":[{"digest":"${digestBytes('a')}","executable":false,"path":"a.txt","size":1}]}`),
  );
});

test('finds every file, with its content, permission and the empty folders', async (t) => {
  const folder = makeFolder(t);
  for (const [path, text] of Object.entries({ 'b.txt': 'b', 'sub/deep/a': 'a', B: '' })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  chmodSync(join(folder, 'b.txt'), 0o700);
  mkdirSync(join(folder, 'sub', 'empty'));
  const tree = await scanTree(folder);
  t.deepEqual(tree.entries, [
    { path: 'B', digest: digestBytes(''), size: 0, executable: false },
    { path: 'b.txt', digest: digestBytes('b'), size: 1, executable: true },
    { path: 'sub/deep/a', digest: digestBytes('a'), size: 1, executable: false },
  ]);
  t.deepEqual(tree.emptyFolders, ['sub/empty']);
});

test('permissions beyond "executable" do not count', async (t) => {
  const folder = makeFolder(t);
  writeFileSync(join(folder, 'a'), '');
  const { digest } = await scanTree(folder);
  chmodSync(join(folder, 'a'), 0o400);
  t.is((await scanTree(folder)).digest, digest);
});

test('a folder with nothing in it is a tree too', async (t) => {
  const tree = await scanTree(makeFolder(t));
  t.deepEqual(tree.entries, []);
  t.is(tree.digest, digestBytes('{"entries":[]}') as Digest);
});

test('refuses a symbolic link, even one to a file beside it', async (t) => {
  const folder = makeFolder(t);
  writeFileSync(join(folder, 'a'), '');
  symlinkSync('a', join(folder, 'link'));
  const error = await t.throwsAsync(scanTree(folder), { instanceOf: UnsupportedFileError });
  t.is(error?.message, `${join(folder, 'link')}: is a symbolic link`);
});

test('refuses a folder that is a link', async (t) => {
  const folder = makeFolder(t);
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'link'));
  await t.throwsAsync(scanTree(join(folder, 'link')), { instanceOf: UnsupportedFileError });
});

(process.platform === 'win32' ? test.skip : test)('refuses a socket', async (t) => {
  const folder = makeFolder(t);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, 's'), resolve));
  t.teardown(() => server.close());
  const error = await t.throwsAsync(scanTree(folder), { instanceOf: UnsupportedFileError });
  t.regex(error?.message ?? '', /is a socket/);
});

for (const [what, name] of Object.entries({ 'a backslash': 'a\\b', 'a line break': 'a\nb' })) {
  test(`refuses a name with ${what}`, async (t) => {
    const folder = makeFolder(t);
    writeFileSync(join(folder, name), '');
    await t.throwsAsync(scanTree(folder), { instanceOf: UnsupportedFileError });
  });
}

(process.platform === 'linux' ? test : test.skip)('refuses a name that is not UTF-8', async (t) => {
  const folder = makeFolder(t);
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x66, 0xff])]), '');
  await t.throwsAsync(scanTree(folder), { instanceOf: UnsupportedFileError });
});

test('a missing folder is an error that names it', async (t) => {
  const folder = join(makeFolder(t), 'none');
  const error = await t.throwsAsync(scanTree(folder), { instanceOf: MissingFileError });
  t.is(error?.message, `${folder} does not exist`);
});
