import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { digestBytes } from '../../src/base/digest.ts';
import { openStore } from '../../src/store/store.ts';
import { digestKey, finishAction, makeRig } from './store-rig.ts';

const ID = 'train/lenet';

test('what a run learned is known in the next', async (t) => {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, { 'a.txt': 'a' });
  const { index } = rig.reopen();
  t.like(index.action(ID), {
    key: record.keyDigest,
    durationMs: 12,
    outputs: { out: record.outputs.out!.digest },
  });
  t.deepEqual(index.actionIds(), [ID]);
  t.is(index.action('toString'), undefined);
});

test('a damaged, emptied or foreign index is none, and is made anew', async (t) => {
  const rig = makeRig(t);
  await finishAction(rig, rig.store, ID, { 'a.txt': 'a' });
  let store = rig.reopen();
  const path = store.folders.index;
  const text = readFileSync(path);
  const flip = fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
    const changed = Buffer.from(text);
    changed.writeUInt8(changed.readUInt8(at) ^ bits, at);
    return changed;
  });
  const truncation = fc.nat(text.length - 1).map((length) => text.subarray(0, length));
  const foreign = fc.json().map((json) => Buffer.from(json));
  fc.assert(
    fc.property(fc.oneof(flip, truncation, foreign), (content) => {
      writeFileSync(path, content);
      const other = openStore({ cacheDir: rig.cacheDir, baseDir: rig.folder });
      const known = other.index.action(ID);
      other.close();
      t.is(known, undefined);
    }),
    { seed: 9, numRuns: 100 },
  );
  store = rig.reopen();
  t.like(store.findResult(ID, digestKey(ID)), { status: 'found' });
  t.truthy(rig.reopen().index.action(ID));
});

test('after a reboot stamps are void, but the last keys and durations are known', async (t) => {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, { 'a.txt': 'a' });
  const store = rig.reopen();
  const path = store.folders.index;
  const { index } = JSON.parse(readFileSync(path, 'utf8')) as { index: { bootId: string } };
  const body = JSON.stringify({ ...index, bootId: 'another boot' });
  writeFileSync(path, `{"checksum":"${digestBytes(body)}","index":${body}}`);
  const after = rig.reopen().index;
  t.like(after.action(ID), { key: record.keyDigest, durationMs: 12 });
  t.is(after.action(ID)?.record, undefined);
  t.is(after.placed(ID, 'out', record.outputs.out!.digest), undefined);
});

test('two checkouts that share a cache keep an index each', async (t) => {
  const one = makeRig(t);
  const two = makeRig(t, { cacheDir: one.cacheDir });
  t.not(one.folder, two.folder);
  await finishAction(one, one.store, ID, { 'a.txt': 'a' });
  await finishAction(two, two.store, 'train/alexnet', { 'a.txt': 'b' });
  t.deepEqual(one.reopen().index.actionIds(), [ID]);
  t.deepEqual(two.reopen().index.actionIds(), ['train/alexnet']);
  t.deepEqual(one.reopen().index.actionIds(), [ID]);
  t.like(two.reopen().findResult(ID, digestKey(ID)), { status: 'found' });
});

test('a run with nothing new writes no index', async (t) => {
  const rig = makeRig(t);
  await finishAction(rig, rig.store, ID, { 'a.txt': 'a' });
  const before = rig.reopen();
  const text = readFileSync(before.folders.index, 'utf8');
  writeFileSync(join(rig.cacheDir, 'marker'), '');
  const again = rig.reopen();
  again.findResult(ID, digestKey(ID));
  again.close();
  t.is(readFileSync(before.folders.index, 'utf8'), text);
  t.deepEqual(readdirSync(join(rig.cacheDir, 'tmp')), []);
});

test('a thousand actions take less than a megabyte', async (t) => {
  const rig = makeRig(t);
  const record = await finishAction(rig, rig.store, ID, { 'result.json': 'a', 'predictions.npy': 'b' });
  const entry = rig.store.index.action(ID);
  for (let i = 0; i < 1000; i++) {
    const id = `attack-grid/mnist-10k/lenet/direct/pgd-linf/${i}`;
    rig.store.index.setAction(id, {
      ...entry!,
      key: digestKey(id),
      outputs: { out: record.outputs.out!.digest },
    });
  }
  const { folders } = rig.reopen();
  t.true(readFileSync(folders.index).length < 1024 * 1024);
});

test('runs are listed in the order they started; a damaged one is not read', (t) => {
  const { store, cacheDir } = makeRig(t);
  const draft = { durationMs: 1, profile: 'quick', ok: true, actions: [] };
  t.deepEqual(store.listRuns(), []);
  const late = store.writeRun({ ...draft, startedAt: '2026-02-01T00:00:00.000Z' });
  const early = store.writeRun({ ...draft, startedAt: '2026-01-01T00:00:00.000Z', ok: false });
  t.deepEqual(store.listRuns(), [early.id, late.id]);
  t.deepEqual(store.readRun(early.id), early);
  const path = join(cacheDir, 'runs', `${late.id}.json`);
  writeFileSync(path, readFileSync(path, 'utf8').replace('true', 'false'));
  t.is(store.readRun(late.id), undefined);
  mkdirSync(join(cacheDir, 'runs', 'folder.json'));
  t.is(store.readRun('folder'), undefined);
  t.is(store.readRun('none'), undefined);
});
