import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import test from 'ava';
import { takeClockMark } from '../../src/store/garbage/clock-mark.ts';
import { repairStore } from '../../src/store/repair-store.ts';
import { openStore } from '../../src/store/store.ts';
import { verifyStore } from '../../src/store/verify-store.ts';
import { finishAction, makeRig } from './store-rig.ts';

test('repairing leaves what a run healed since the verification', async (t) => {
  const rig = makeRig(t);
  const { store } = rig;
  const record = await finishAction(rig, store, 'train/a', { 'model.bin': 'weights' });
  const blob = store.blobs.path(record.outputs.out!.entries[0]!.digest);
  chmodSync(blob, 0o644);
  writeFileSync(blob, 'damage');
  const markNs = await takeClockMark(store.scratch);
  const { findings } = await verifyStore(store.folders);
  t.is(findings.length, 1);

  const other = openStore({ cacheDir: rig.cacheDir, baseDir: rig.folder });
  await finishAction(rig, other, 'train/a', { 'model.bin': 'weights' });
  other.close();
  repairStore(store, findings, markNs);
  t.deepEqual((await verifyStore(store.folders)).findings, []);
  t.is(store.readRecord(record.keyDigest).status, 'found');
});

test('repairing removes a damaged blob with the records that need it', async (t) => {
  const rig = makeRig(t);
  const { store } = rig;
  const record = await finishAction(rig, store, 'train/a', { 'model.bin': 'weights' });
  const blob = store.blobs.path(record.outputs.out!.entries[0]!.digest);
  rmSync(blob);
  writeFileSync(blob, 'damage');
  const markNs = await takeClockMark(store.scratch);
  repairStore(store, (await verifyStore(store.folders)).findings, markNs);
  t.false(existsSync(blob));
  t.is(store.readRecord(record.keyDigest).status, 'missing');
});
