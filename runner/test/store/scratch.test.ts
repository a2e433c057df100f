import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test from 'ava';
import { describeSelf } from '../../src/base/mutex/owner.ts';
import { openStore } from '../../src/store/store.ts';
import { makeRig, readFiles, writeFiles } from './store-rig.ts';

const DEAD = { ...describeSelf(), pid: 2 ** 22 + 1, processStart: '1' };

test('opening a store sweeps what dead owners left, and nothing of the living', (t) => {
  const { cacheDir, folder, store } = makeRig(t);
  const living = store.makeScratchFolder();
  const dead = join(cacheDir, 'tmp', 'owner-1-dead');
  writeFiles(dead, { 'owner.json': JSON.stringify(DEAD), 'half/written': 'x' });
  const beingMade = join(cacheDir, 'tmp', 'owner-1-new');
  mkdirSync(beingMade);
  openStore({ cacheDir, baseDir: folder }).close();
  t.false(existsSync(dead));
  t.true(existsSync(living));
  t.true(existsSync(beingMade), 'its owner may be about to write its name');
  utimesSync(beingMade, new Date(0), new Date(0));
  openStore({ cacheDir, baseDir: folder }).close();
  t.false(existsSync(beingMade));
});

test('what a dead owner staged beside the artifacts is swept; no other path that its note may name', (t) => {
  const { cacheDir, folder, reopen } = makeRig(t);
  const staged = join(folder, 'artifacts', '.pipeline-staging-owner-1-dead-7');
  writeFiles(staged, { 'half/written': 'x' });
  writeFiles(join(folder, 'precious'), { 'keep.txt': 'keep' });
  symlinkSync(join(folder, 'precious'), join(folder, 'artifacts', '.pipeline-staging-owner-1-dead-8'));
  const notes = [
    staged,
    join(folder, 'artifacts', '.pipeline-staging-owner-1-dead-8'),
    join(folder, 'precious'),
    '',
    '/',
  ];
  const dead = join(cacheDir, 'tmp', 'owner-1-dead');
  writeFiles(dead, { 'owner.json': JSON.stringify(DEAD), elsewhere: notes.join('\n') });
  reopen();
  t.deepEqual(readdirSync(join(folder, 'artifacts')), []);
  t.deepEqual(readFiles(join(folder, 'precious')), { 'keep.txt': 'keep' });
});

test('looking something up makes no folder; closing removes what was made', (t) => {
  const { cacheDir, store } = makeRig(t);
  store.findResult('a', 'a'.repeat(64) as never);
  t.false(existsSync(cacheDir));
  const scratch = store.makeScratchFolder();
  writeFileSync(join(scratch, 'x'), '');
  store.close();
  t.deepEqual(readdirSync(join(cacheDir, 'tmp')), []);
});

test('a folder whose maker was killed before it could write its name is swept at once, by the name it has', (t) => {
  const { cacheDir, store, reopen } = makeRig(t);
  const [, , start = '', place = ''] = basename(dirname(store.makeScratchFolder())).split('-');
  const tmp = join(cacheDir, 'tmp');
  const dead = join(tmp, `owner-${2 ** 22 + 1}-1-${place}-aaaaaaaaaaaa`);
  const torn = join(tmp, `owner-${2 ** 22 + 1}-1-${place}-bbbbbbbbbbbb`);
  const living = join(tmp, `owner-${process.pid}-${start}-${place}-cccccccccccc`);
  const elsewhere = join(tmp, `owner-1-1-000000000000-dddddddddddd`);
  for (const folder of [dead, torn, living, elsewhere]) mkdirSync(folder);
  writeFileSync(join(torn, 'owner.json'), '');
  reopen();
  t.deepEqual(
    [dead, torn, living, elsewhere].filter((folder) => existsSync(folder)),
    [living, elsewhere],
  );
});
