import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
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

test('a folder or glob covers names with a dot, and folders named cache and artifacts below it', async (t) => {
  const hidden = ['src/.env', 'src/.d/x', 'src/a', 'src/artifacts/f', 'src/cache/lru.py'];
  const folder = makeProject(t, [
    ...hidden,
    'cache/objects/x',
    'artifacts/a/x',
    'src/.git/x',
    'src/node_modules/x',
  ]);
  for (const pattern of ['src', 'src/**', '.', '**', 'src/', '**/*'])
    t.deepEqual(await namesOf(folder, [pattern]), [...hidden].sort(), pattern);
  t.deepEqual(await namesOf(folder, ['src/*']), ['src/.env', 'src/a']);
  t.deepEqual(await namesOf(folder, ['artifacts/a', 'cache/**']), ['artifacts/a/x', 'cache/objects/x']);
});

test('a cache at another place is left out there', async (t) => {
  const folder = makeProject(t, ['a', 'my/store/x', 'cache/y']);
  const digests = await digestFiles(folder, ['**'], new StatCache(folder), [join(folder, 'my', 'store')]);
  t.deepEqual(Object.keys(digests), ['a', 'cache/y']);
});

test('a link to a folder inside counts as its files, and a loop of links ends', async (t) => {
  const folder = makeProject(t, ['real/t', 'd/r']);
  symlinkSync('../real', join(folder, 'd', 'l'));
  symlinkSync('../d', join(folder, 'real', 'back'));
  symlinkSync('..', join(folder, 'd', 'up'));
  const digests = await digestFiles(folder, ['d'], new StatCache(folder));
  t.is(digests['d/l/t'], digestBytes('real/t'));
  t.is(digests['d/up/real/t'], digestBytes('real/t'));
  t.deepEqual(Object.keys(await digestFiles(folder, ['d/l/*'], new StatCache(folder))), ['d/l/t']);
});

test('the mark of an editor is passed over; another link to nothing is an error that names it', async (t) => {
  const folder = makeProject(t, ['d/r']);
  symlinkSync('me@host.123:456', join(folder, 'd', '.#r'));
  t.deepEqual(await namesOf(folder, ['d', 'd/*']), ['d/r']);
  symlinkSync('gone', join(folder, 'd', 'l'));
  const error = await t.throwsAsync(namesOf(folder, ['d']), { instanceOf: MissingFileError });
  t.regex(error?.message ?? '', /'d\/l' is a link to 'gone'/);
});

test('whether a file may be executed counts, and no other permission', async (t) => {
  const folder = makeProject(t, ['run.sh']);
  const digestAs = async (mode: number) => {
    chmodSync(join(folder, 'run.sh'), mode);
    return (await digestFiles(folder, ['run.sh'], new StatCache(folder)))['run.sh'];
  };
  t.is(await digestAs(0o644), digestBytes('run.sh'));
  t.is(await digestAs(0o600), digestBytes('run.sh'));
  t.not(await digestAs(0o744), digestBytes('run.sh'));
  t.is(await digestAs(0o755), await digestAs(0o700));
});

test('a file may have any name', async (t) => {
  const names = ['__proto__', 'constructor', 'toString'];
  t.deepEqual((await namesOf(makeProject(t, names), ['*'])).sort(), [...names].sort());
});
