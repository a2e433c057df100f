import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Tree } from '../../src/store/action-record.ts';
import type { Placement } from '../../src/store/check-placed.ts';
import type { Store } from '../../src/store/store.ts';
import { artifactOf, digestKey, finishAction, makeRig } from './store-rig.ts';

const ID = 'train/lenet';
const FILES = { 'a.txt': 'aaa', 'sub/b.txt': 'bbb' };

interface Placed {
  readonly artifact: string;
  readonly reopen: () => Store;
  readonly check: (store: Store, onLoad?: () => void) => Promise<Placement>;
}

async function placeFiles(t: ExecutionContext): Promise<Placed> {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, FILES);
  const tree = record.outputs.out as Tree;
  const artifact = artifactOf(rig, ID);
  const check = (store: Store, onLoad = (): void => {}): Promise<Placement> =>
    store.checkPlaced(ID, 'out', artifact, tree.digest, () => {
      onLoad();
      return tree;
    });
  return { artifact, reopen: rig.reopen, check };
}

test('an untouched artifact is in place in a later run, by its stamps alone', async (t) => {
  const { reopen, check } = await placeFiles(t);
  const placement = await check(reopen(), () => t.fail('the tree was needed'));
  t.is(placement.state, 'in-place');
});

test('without an index it is in place too, by its contents', async (t) => {
  const { reopen, check } = await placeFiles(t);
  const { folders } = reopen();
  rmSync(folders.index);
  const store = reopen();
  let loads = 0;
  t.is((await check(store, () => loads++)).state, 'in-place');
  t.is(loads, 1);
});

test('a touched file is in place, and known again afterwards', async (t) => {
  const { artifact, reopen, check } = await placeFiles(t);
  const before = new Date(Date.now() - 60_000);
  utimesSync(join(artifact, 'a.txt'), before, before);
  const store = reopen();
  t.is((await check(store)).state, 'in-place');
  t.is((await check(reopen(), () => t.fail('the tree was needed'))).state, 'in-place');
});

for (const [what, edit, differences] of [
  ['changed', (folder: string) => writeFileSync(join(folder, 'a.txt'), 'aab'), ['a.txt (changed)']],
  ['grown', (folder: string) => writeFileSync(join(folder, 'a.txt'), 'aaaa'), ['a.txt (changed)']],
  [
    'removed',
    (folder: string) => rmSync(join(folder, 'sub/b.txt')),
    ['empty folders added or removed', 'sub/b.txt (removed)'],
  ],
  ['added', (folder: string) => writeFileSync(join(folder, 'sub/c.txt'), ''), ['sub/c.txt (added)']],
  [
    'moved',
    (folder: string) => renameSync(join(folder, 'a.txt'), join(folder, 'c.txt')),
    ['a.txt (removed)', 'c.txt (added)'],
  ],
  ['made executable', (folder: string) => chmodSync(join(folder, 'a.txt'), 0o755), ['a.txt (changed)']],
  [
    'put in an empty folder',
    (folder: string) => mkdirSync(join(folder, 'empty')),
    ['empty folders added or removed'],
  ],
] as const) {
  test(`an artifact with something ${what} is edited, and says what`, async (t) => {
    const { artifact, reopen, check } = await placeFiles(t);
    const store = reopen();
    edit(artifact);
    t.deepEqual(await check(store), { state: 'edited', differences });
  });
}

test('an edit is noticed even if it keeps size and time', async (t) => {
  const { artifact, reopen, check } = await placeFiles(t);
  const store = reopen();
  const path = join(artifact, 'a.txt');
  const past = new Date(Date.now() - 2000);
  writeFileSync(path, 'bbb');
  utimesSync(path, past, past);
  t.is((await check(store)).state, 'edited');
});

test('a link in the place of a file, or of the artifact, is an edit', async (t) => {
  const { artifact, reopen, check } = await placeFiles(t);
  const store = reopen();
  renameSync(join(artifact, 'a.txt'), join(artifact, '..', 'moved'));
  symlinkSync('../moved', join(artifact, 'a.txt'));
  t.is((await check(store)).state, 'edited');
  rmSync(join(artifact, 'a.txt'));
  renameSync(join(artifact, '..', 'moved'), join(artifact, 'a.txt'));
  t.is((await check(store)).state, 'in-place');
  renameSync(artifact, `${artifact}.moved`);
  symlinkSync(`${artifact}.moved`, artifact);
  t.is((await check(store)).state, 'edited');
});

test('a missing artifact is missing', async (t) => {
  const { artifact, reopen, check } = await placeFiles(t);
  rmSync(artifact, { recursive: true });
  t.deepEqual(await check(reopen()), { state: 'missing' });
});

test('a result is found by the index without its record being read; a touched record is read, a damaged one not believed', async (t) => {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, FILES);
  const key = digestKey(ID);
  const store = rig.reopen();
  const expected = { out: record.outputs.out!.digest };
  t.like(store.findResult(ID, key), { status: 'found', outputs: expected });
  const path = join(rig.cacheDir, 'actions', key.slice(0, 2), `${key.slice(2)}.json`);
  utimesSync(path, new Date(), new Date());
  t.like(store.findResult(ID, key), { status: 'found', outputs: expected });
  writeFileSync(path, '{}');
  t.like(store.findResult(ID, key), { status: 'damaged' });
  rmSync(path);
  t.deepEqual(store.findResult(ID, key), { status: 'missing' });
  t.deepEqual(store.findResult(ID, digestKey(ID, { epochs: 2 })), { status: 'missing' });
});
