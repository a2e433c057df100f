import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { openCheckpoint } from '../../src/store/checkpoint.ts';
import { locateRecord } from '../../src/store/folders.ts';
import { openStore } from '../../src/store/store.ts';
import { verifyStore } from '../../src/store/verify-store.ts';
import { makeFolder } from '../hash/scratch-folder.ts';
import { digestKey, finishAction, makeRig, readFiles, writeFiles } from './store-rig.ts';

const ID = 'train/lenet';

test('the last saved checkpoint is loaded, in another process too', async (t) => {
  const folder = join(makeFolder(t), 'checkpoint');
  t.is(await openCheckpoint(folder).load(), undefined);
  for (const epoch of ['1', '2', '3']) {
    await openCheckpoint(folder).save(async (files) =>
      writeFiles(files, { epoch, 'sub/state': `state ${epoch}` }),
    );
    const loaded = await openCheckpoint(folder).load();
    t.deepEqual(readFiles(loaded ?? ''), { epoch, 'sub/state': `state ${epoch}` });
  }
  t.deepEqual(readdirSync(folder).sort(), ['2', '3']);
});

test('a save that fails half-way leaves the one before', async (t) => {
  const folder = join(makeFolder(t), 'checkpoint');
  const checkpoint = openCheckpoint(folder);
  await checkpoint.save(async (files) => writeFiles(files, { epoch: '1' }));
  const failing = checkpoint.save(async (files) => {
    writeFiles(files, { epoch: '2' });
    throw new Error('killed');
  });
  await t.throwsAsync(failing, { message: 'killed' });
  t.deepEqual(readFiles((await checkpoint.load()) ?? ''), { epoch: '1' });
  await checkpoint.save(async (files) => writeFiles(files, { other: '2' }));
  t.deepEqual(readFiles((await checkpoint.load()) ?? ''), { other: '2' });
});

for (const [what, damage] of Object.entries({
  'with another byte': (folder: string) => writeFileSync(join(folder, 'files', 'epoch'), '9'),
  'with a file added': (folder: string) => writeFileSync(join(folder, 'files', 'more'), ''),
  'without its digest': (folder: string) => writeFileSync(join(folder, 'tree'), ''),
})) {
  test(`a checkpoint ${what} is not resumed from; the one before is`, async (t) => {
    const folder = join(makeFolder(t), 'checkpoint');
    const checkpoint = openCheckpoint(folder);
    for (const epoch of ['1', '2']) await checkpoint.save(async (files) => writeFiles(files, { epoch }));
    damage(join(folder, '2'));
    t.deepEqual(readFiles((await checkpoint.load()) ?? ''), { epoch: '1' });
    damage(join(folder, '1'));
    t.is(await checkpoint.load(), undefined);
  });
}

test("an action's checkpoint goes when its result is kept", async (t) => {
  const rig = makeRig(t);
  const folder = rig.store.checkpointFolder(digestKey(ID));
  await openCheckpoint(folder).save(async (files) => writeFiles(files, { epoch: '1' }));
  await finishAction(rig, rig.store, ID, { 'a.txt': 'a' });
  t.false(existsSync(folder));
});

test('a checkpoint that a killed runner left behind its finished action is swept; one of an action forced to run again stays', async (t) => {
  const rig = makeRig(t);
  const { keyDigest } = await finishAction(rig, rig.store, 'a', { file: 'x' });
  const folder = rig.store.checkpointFolder(keyDigest);
  const unfinished = rig.store.checkpointFolder(digestKey('b'));
  const save = (path: string) =>
    openCheckpoint(path).save(async (files) => writeFiles(files, { state: '1' }));
  await save(folder);
  await save(unfinished);
  rig.reopen();
  t.true(existsSync(folder), 'younger than the record');
  // Renaming sets the change time: now the record is the younger one, as when its runner was killed in between.
  const record = locateRecord(rig.store.folders, keyDigest);
  renameSync(record, `${record}.moved`);
  renameSync(`${record}.moved`, record);
  const mutex = rig.store.tryAcquireMutex(keyDigest);
  openStore({ cacheDir: rig.cacheDir }).close();
  t.true(existsSync(folder), 'somebody works on it');
  mutex?.release();
  rig.reopen();
  t.false(existsSync(folder));
  t.true(existsSync(unfinished));
});

test('what a killed process left of a save is removed when the next one loads, and never mixed with another', async (t) => {
  const folder = join(makeFolder(t), 'checkpoint');
  await openCheckpoint(folder).save(async (files) => writeFiles(files, { state: '1' }));
  writeFiles(join(folder, 'staging-dead', 'files'), { state: 'half' });
  t.truthy(await openCheckpoint(folder).load());
  t.deepEqual(readdirSync(folder), ['1']);
  // Two at once, as after a runner was thought dead: each is whole.
  const save = (word: string) =>
    openCheckpoint(folder).save(async (files) => {
      writeFiles(files, { a: word });
      await new Promise((resolve) => setImmediate(resolve));
      writeFiles(files, { b: word });
    });
  await Promise.all([save('one'), save('two')]);
  const last = await openCheckpoint(folder).load();
  const { a, b } = readFiles(last!);
  t.is(a, b);
});

test('what a killed process left of a save is no damage to verify; another name beside the checkpoints is', async (t) => {
  const { store } = makeRig(t);
  const folder = store.checkpointFolder(digestKey('unfinished'));
  await openCheckpoint(folder).save(async (files) => writeFiles(files, { epoch: '1' }));
  writeFiles(join(folder, 'staging-dead', 'files'), { state: 'half' });
  t.deepEqual((await verifyStore(store.folders)).findings, []);
  writeFiles(join(folder, 'stray'), { state: 'whose?' });
  const { findings } = await verifyStore(store.folders);
  t.deepEqual(
    findings.map(({ path, message }) => [path.split('/').at(-1), message]),
    [['stray', 'is nothing that we put there']],
  );
});
