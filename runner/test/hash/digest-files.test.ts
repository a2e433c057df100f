import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { digestBytes } from '../../src/base/digest.ts';
import { MissingFileError, UnsafePathError } from '../../src/base/errors.ts';
import { digestFiles } from '../../src/hash/digest-files.ts';
import { StatCache } from '../../src/hash/stat-cache.ts';
import { makeFolder } from './scratch-folder.ts';

function makeProject(t: ExecutionContext, files: readonly string[]): string {
  const folder = join(makeFolder(t), 'project');
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), file);
  }
  return folder;
}

async function namesOf(folder: string, patterns: readonly string[]): Promise<string[]> {
  const digests = await digestFiles(folder, patterns, new StatCache(folder));
  for (const [path, digest] of Object.entries(digests))
    if (digest !== digestBytes(path)) throw new Error(path);
  return Object.keys(digests);
}

const FILES = [
  'scripts/count.py',
  'scripts/lib/a.py',
  'scripts/lib/b.txt',
  'data[1].csv',
  'node_modules/x/i.py',
  'artifacts/o.py',
];

test('a path is that file', async (t) => {
  const folder = makeProject(t, FILES);
  t.deepEqual(await namesOf(folder, ['scripts/count.py']), ['scripts/count.py']);
  t.deepEqual(await namesOf(folder, ['./scripts/count.py']), ['scripts/count.py']);
});

test('a folder is all files below it', async (t) => {
  t.deepEqual(await namesOf(makeProject(t, FILES), ['scripts/lib/']), [
    'scripts/lib/a.py',
    'scripts/lib/b.txt',
  ]);
});

test('a glob finds files at any depth, but nothing installed or made by a run', async (t) => {
  const folder = makeProject(t, FILES);
  t.deepEqual(await namesOf(folder, ['**/*.py']), ['scripts/count.py', 'scripts/lib/a.py']);
  t.deepEqual(await namesOf(folder, ['scripts/*.py']), ['scripts/count.py']);
  t.deepEqual(await namesOf(folder, ['scripts/lib/*.{py,txt}']), ['scripts/lib/a.py', 'scripts/lib/b.txt']);
});

test('a file whose name looks like a glob is that file', async (t) => {
  t.deepEqual(await namesOf(makeProject(t, FILES), ['data[1].csv']), ['data[1].csv']);
});

test('several patterns give each file once, in order of their names', async (t) => {
  const found = await namesOf(makeProject(t, FILES), ['scripts/lib', '**/a.py', 'data[1].csv']);
  t.deepEqual(found, ['data[1].csv', 'scripts/lib/a.py', 'scripts/lib/b.txt']);
});

for (const pattern of ['none.py', 'scripts/*.rs', 'none/**']) {
  test(`'${pattern}', which finds nothing, is an error that names it`, async (t) => {
    const error = await t.throwsAsync(namesOf(makeProject(t, FILES), [pattern]), {
      instanceOf: MissingFileError,
    });
    t.true(error?.message.includes(pattern));
    t.is(error?.exitCode, 2);
  });
}

for (const pattern of [
  '../project/scripts/count.py',
  '/etc/hosts',
  'scripts/../../x',
  '../*/scripts/*.py',
  '/etc/*',
]) {
  test(`'${pattern}' leaves the folder and is refused`, async (t) => {
    await t.throwsAsync(namesOf(makeProject(t, FILES), [pattern]), { instanceOf: UnsafePathError });
  });
}

test('a link inside the folder counts as its target', async (t) => {
  const folder = makeProject(t, FILES);
  symlinkSync('scripts/count.py', join(folder, 'link.py'));
  t.deepEqual(await digestFiles(folder, ['link.py'], new StatCache(folder)), {
    'link.py': digestBytes('scripts/count.py'),
  });
});

test('a link that leaves the folder is refused, alone, in a folder and in a glob', async (t) => {
  const folder = makeProject(t, FILES);
  writeFileSync(join(folder, '..', 'outside.py'), '');
  symlinkSync('../../outside.py', join(folder, 'scripts', 'link.py'));
  symlinkSync('..', join(folder, 'up'));
  for (const pattern of ['scripts/link.py', 'scripts', '**/link.py', 'up/outside.py', 'up']) {
    await t.throwsAsync(namesOf(folder, [pattern]), { instanceOf: UnsafePathError }, pattern);
  }
});
