import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { openCheckpoint } from '../../src/execute/checkpoint-folder.ts';

async function makeFolder(t: { teardown(undo: () => Promise<void>): void }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'checkpoint-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'of-an-action');
}

test('there is nothing to load before the first save', async (t) => {
  t.is(await openCheckpoint(await makeFolder(t)).load(), undefined);
});

test('the last save is loaded', async (t) => {
  const dir = await makeFolder(t);
  const checkpoint = openCheckpoint(dir);
  for (const epoch of ['1', '2', '12']) {
    await checkpoint.save((folder) => writeFile(join(folder, 'epoch'), epoch));
  }
  const loaded = await openCheckpoint(dir).load();
  t.is(await readFile(join(loaded ?? '', 'epoch'), 'utf8'), '12');
});

test('a save that fails half-way leaves the one before', async (t) => {
  const dir = await makeFolder(t);
  const checkpoint = openCheckpoint(dir);
  await checkpoint.save((folder) => writeFile(join(folder, 'epoch'), 'whole'));
  await t.throwsAsync(
    checkpoint.save(async (folder) => {
      await writeFile(join(folder, 'epoch'), 'ha');
      throw new Error('killed');
    }),
  );
  const loaded = await openCheckpoint(dir).load();
  t.is(await readFile(join(loaded ?? '', 'epoch'), 'utf8'), 'whole');
});

test('folders a killed save left behind are not taken for checkpoints', async (t) => {
  const dir = await makeFolder(t);
  await mkdir(join(dir, '7.4242.tmp'), { recursive: true });
  t.is(await openCheckpoint(dir).load(), undefined);
});
