import { existsSync, lutimesSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { describeSelf } from '../../../src/base/mutex/owner.ts';
import { takeClockMark } from '../../../src/store/garbage/clock-mark.ts';
import { removeUnlessUsed } from '../../../src/store/garbage/remove-unless-used.ts';
import { Scratch } from '../../../src/store/scratch.ts';
import { openStore } from '../../../src/store/store.ts';
import { makeRig, writeFiles } from '../store-rig.ts';

test('what was touched since the given time stays', async (t) => {
  const { store } = makeRig(t);
  const { folders, scratch, blobs } = store;
  const old = blobs.path(blobs.putBytes('old'));
  const markNs = await takeClockMark(scratch);
  const young = blobs.path(blobs.putBytes('young'));
  t.true(removeUnlessUsed(old, markNs, folders, scratch));
  t.false(existsSync(old));
  t.false(removeUnlessUsed(young, markNs, folders, scratch));
  t.is(readFileSync(young, 'utf8'), 'young');
});

/** Does something in the instant between looking at a file and taking it aside. */
class SlowScratch extends Scratch {
  meanwhile: () => void = () => {};

  override asidePath(name: string): string {
    this.meanwhile();
    return super.asidePath(name);
  }
}

test('a file touched or replaced in the very moment of its removal is put back', async (t) => {
  const { store } = makeRig(t);
  const { folders, blobs } = store;
  const scratch = new SlowScratch(folders);
  t.teardown(() => scratch.close());
  const digest = blobs.putBytes('wanted');
  const path = blobs.path(digest);
  const now = new Date();
  const races = [
    () => lutimesSync(path, now, now),
    () => {
      blobs.remove(digest);
      blobs.putBytes('wanted');
    },
  ];
  for (const race of races) {
    const markNs = await takeClockMark(scratch);
    scratch.meanwhile = race;
    t.false(removeUnlessUsed(path, markNs, folders, scratch));
    t.is(readFileSync(path, 'utf8'), 'wanted');
    scratch.meanwhile = () => {};
    await takeClockMark(scratch);
  }
  t.true(removeUnlessUsed(path, await takeClockMark(scratch), folders, scratch));
});

test('what a collector had set aside when it was killed is put back by the next store that opens', (t) => {
  const { cacheDir, folder, store } = makeRig(t);
  const digest = store.blobs.putBytes('wanted');
  const path = store.blobs.path(digest);
  const name = `objects+${digest.slice(0, 2)}+${digest.slice(2)}`;
  store.blobs.remove(digest);
  const dead = join(cacheDir, 'tmp', 'owner-1-dead');
  const owner = { ...describeSelf(), pid: 2 ** 22 + 1, processStart: '1' };
  writeFiles(dead, {
    'owner.json': JSON.stringify(owner),
    [`set-aside/${name}`]: 'wanted',
    'set-aside/..+..+evil': 'x',
  });
  openStore({ cacheDir, baseDir: folder }).close();
  t.is(readFileSync(path, 'utf8'), 'wanted');
  t.false(existsSync(dead));
  t.false(readdirSync(cacheDir).includes('evil'));
});
