import { lstatSync, mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { digestBytes } from '../../src/base/digest.ts';
import { isRacy } from '../../src/base/file-stamp.ts';
import { StatCache } from '../../src/hash/stat-cache.ts';
import { makeFolder } from './scratch-folder.ts';

const LONG_AGO = new Date('2001-02-03T04:05:06.789Z');

function writeOldFile(path: string, text: string): void {
  writeFileSync(path, text);
  utimesSync(path, LONG_AGO, LONG_AGO);
}

/** A cache that would answer with a false digest: so a right answer shows that the content was read. */
function makeLyingCache(folder: string, path: string): StatCache {
  const cache = new StatCache(folder);
  const stat = lstatSync(path, { bigint: true });
  cache.remember(path, stat, Date.now(), digestBytes('a lie'));
  return new StatCache(folder, JSON.parse(JSON.stringify(cache)));
}

test('an untouched old file is not read again, in a later run too', async (t) => {
  const folder = makeFolder(t);
  const path = join(folder, 'a');
  writeOldFile(path, 'text');
  t.is(await makeLyingCache(folder, path).digestFile(path), digestBytes('a lie'));
});

test('a touched file is read again', async (t) => {
  const folder = makeFolder(t);
  const path = join(folder, 'a');
  writeOldFile(path, 'text');
  const cache = makeLyingCache(folder, path);
  utimesSync(path, LONG_AGO, new Date(LONG_AGO.getTime() + 1000));
  t.is(await cache.digestFile(path), digestBytes('text'));
});

test('an edit that keeps the size and puts the old time back is noticed', async (t) => {
  const folder = makeFolder(t);
  const path = join(folder, 'a');
  writeOldFile(path, 'text');
  const cache = makeLyingCache(folder, path);
  const { ctimeNs } = lstatSync(path, { bigint: true });
  // The change time moves with the next clock tick.
  while (lstatSync(path, { bigint: true }).ctimeNs === ctimeNs) writeOldFile(path, 'TEXT');
  t.is(await cache.digestFile(path), digestBytes('TEXT'));
});

test('another file with the same size and time in its place is noticed', async (t) => {
  const folder = makeFolder(t);
  const path = join(folder, 'a');
  writeOldFile(path, 'text');
  const cache = makeLyingCache(folder, path);
  writeOldFile(join(folder, 'b'), 'TEXT');
  renameSync(join(folder, 'b'), path);
  t.is(await cache.digestFile(path), digestBytes('TEXT'));
});

test('a file as young as its reading is not trusted later', async (t) => {
  const folder = makeFolder(t);
  const path = join(folder, 'a');
  writeFileSync(path, 'text');
  const inAMoment = new Date(Date.now() + 1000);
  utimesSync(path, inAMoment, inAMoment);
  t.is(await makeLyingCache(folder, path).digestFile(path), digestBytes('text'));
});

test('a file with a time in whole seconds has to be two seconds old', (t) => {
  const folder = makeFolder(t);
  const path = join(folder, 'a');
  writeFileSync(path, '');
  const statAt = (ms: number) => {
    utimesSync(path, new Date(ms), new Date(ms));
    return lstatSync(path, { bigint: true });
  };
  t.true(isRacy(statAt(1_000_000_000_000), 1_000_000_001_500));
  t.false(isRacy(statAt(1_000_000_000_000), 1_000_000_002_500));
  t.true(isRacy(statAt(1_000_000_000_300), 1_000_000_000_310));
  t.false(isRacy(statAt(1_000_000_000_300), 1_000_000_000_400));
});

test('the names in a folder are digested, not what the files hold', (t) => {
  const folder = makeFolder(t);
  mkdirSync(join(folder, 'f'));
  writeFileSync(join(folder, 'f', 'one'), '1');
  const cache = new StatCache(folder);
  const before = cache.digestNames(join(folder, 'f'));
  writeFileSync(join(folder, 'f', 'one'), '2');
  t.is(cache.digestNames(join(folder, 'f')), before);
  writeFileSync(join(folder, 'f', 'two'), '1');
  t.not(cache.digestNames(join(folder, 'f')), before);
  t.is(cache.digestNames(join(folder, 'none')), null);
});

test('a link counts as what it points to, and is never answered from the cache', async (t) => {
  const folder = makeFolder(t);
  writeOldFile(join(folder, 'one'), '1');
  writeOldFile(join(folder, 'two'), '2');
  const link = join(folder, 'link');
  symlinkSync('one', link);
  const cache = new StatCache(folder);
  t.is(await cache.digestFile(link), digestBytes('1'));
  renameSync(join(folder, 'two'), join(folder, 'one'));
  t.is(await cache.digestFile(link), digestBytes('2'));
});

test('paths inside the base folder are kept relative, so a moved checkout keeps its cache', async (t) => {
  const folder = makeFolder(t);
  mkdirSync(join(folder, 'x'));
  writeOldFile(join(folder, 'x', 'a'), 'text');
  const cache = new StatCache(join(folder, 'x'));
  await cache.digestFile(join(folder, 'x', 'a'));
  t.deepEqual(Object.keys(cache.toJSON()), ['a']);
  t.true(cache.changed);
});
