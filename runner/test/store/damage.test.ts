import {
  chmodSync,
  copyFileSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import type { Tree } from '../../src/store/action-record.ts';
import { openCheckpoint } from '../../src/store/checkpoint.ts';
import { DamagedBlobError } from '../../src/store/errors.ts';
import { takeClockMark } from '../../src/store/garbage/clock-mark.ts';
import { measureStore } from '../../src/store/measure-store.ts';
import { repairStore } from '../../src/store/repair-store.ts';
import type { Store } from '../../src/store/store.ts';
import { verifyStore } from '../../src/store/verify-store.ts';
import {
  artifactOf,
  digestKey,
  type Files,
  finishAction,
  makeRig,
  type Rig,
  readFiles,
  writeFiles,
} from './store-rig.ts';

const ACTIONS: Readonly<Record<string, Files>> = {
  'train/lenet': { 'model.bin': 'weights of lenet', 'history.csv': 'epoch\n1\n' },
  'train/alexnet': { 'model.bin': Buffer.alloc(300_000, 'alexnet').toString(), 'history.csv': 'epoch\n1\n' },
  'plot/figure': { 'sub/figure.svg': '<svg/>' },
};
const UNFINISHED = 'train/blenet';

/** Runs what has no result in the cache or cannot be restored from it, as a run would. Returns what ran. */
async function runAll(rig: Rig, store: Store): Promise<string[]> {
  const ran: string[] = [];
  for (const [id, files] of Object.entries(ACTIONS)) {
    const found = store.findResult(id, digestKey(id));
    try {
      if (found.status !== 'found') throw new Error('nothing to restore');
      rmSync(artifactOf(rig, id), { recursive: true, force: true });
      await store.restore(id, 'out', found.loadRecord().outputs.out as Tree, artifactOf(rig, id));
    } catch (error) {
      if (found.status === 'found' && !(error instanceof DamagedBlobError)) throw error;
      ran.push(id);
      await finishAction(rig, store, id, files);
    }
    if (JSON.stringify(readFiles(artifactOf(rig, id))) !== JSON.stringify(files, Object.keys(files).sort())) {
      throw new Error(`${id} has wrong bytes`);
    }
  }
  return ran;
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

type Damage = (path: string, other: string, random: number) => void;

const DAMAGES: Readonly<Record<string, Damage>> = {
  'a bit flipped': (path, _other, random) => {
    const content = readFileSync(path);
    const at = random % content.length;
    content.writeUInt8(content.readUInt8(at) ^ (1 << (random % 8)), at);
    overwrite(path, content);
  },
  truncated: (path, _other, random) => {
    const content = readFileSync(path);
    overwrite(path, content.subarray(0, random % content.length));
  },
  emptied: (path) => overwrite(path, Buffer.alloc(0)),
  'swapped for another': (path, other) => {
    rmSync(path);
    copyFileSync(other, path);
  },
  'turned into a link': (path) => {
    renameSync(path, `${path}-moved`);
    symlinkSync(`${path}-moved`, path);
  },
  deleted: (path) => rmSync(path),
  'made writable': (path) => chmodSync(path, 0o644),
};

function overwrite(path: string, content: Uint8Array): void {
  chmodSync(path, 0o644);
  writeFileSync(path, content);
}

test('any damage to any file of the cache is found by verify, never restored, and healed by running again', async (t) => {
  const cases = fc.record({
    pick: fc.nat(),
    other: fc.nat(),
    damage: fc.constantFrom(...Object.keys(DAMAGES)),
    random: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ pick, other, damage, random }) => {
      const rig = makeRig(t);
      await runAll(rig, rig.store);
      rig.store.writeRun({
        startedAt: '2026-01-01T00:00:00.000Z',
        durationMs: 1,
        profile: 'p',
        ok: true,
        actions: [],
      });
      const checkpoint = rig.store.checkpointFolder(digestKey(UNFINISHED));
      await openCheckpoint(checkpoint).save(async (files) => writeFiles(files, { epoch: '1' }));
      let store = rig.reopen();
      t.deepEqual((await verifyStore(store.folders)).findings, []);

      const files = listFiles(rig.cacheDir).filter((path) => !relative(rig.cacheDir, path).startsWith('tmp'));
      const path = files[pick % files.length]!;
      const others = files.filter((file) => !readFileSync(file).equals(readFileSync(path)));
      DAMAGES[damage]!(path, others[other % others.length]!, random);

      const name = relative(rig.cacheDir, path);
      const { findings } = await verifyStore(store.folders);
      const named = findings.some((finding) => name.startsWith(finding.path));
      // Deleting these loses nothing, and being writable is how they are.
      const isHarmless =
        (damage === 'deleted' && /^(index|runs)/.test(name)) ||
        (damage === 'made writable' && !name.startsWith('objects'));
      t.is(named, !isHarmless, `${name} ${damage}: ${JSON.stringify(findings)}`);

      if (name.startsWith('checkpoints')) {
        const loaded = await openCheckpoint(checkpoint).load();
        t.is(loaded !== undefined, isHarmless);
      }
      store = rig.reopen();
      await runAll(rig, store);
      t.deepEqual(await runAll(rig, rig.reopen()), []);
    }),
    { seed: 10, numRuns: 60, includeErrorInReport: true },
  );
});

test('verify names the actions that need a damaged blob; repairing lets them run again and leaves nothing to find', async (t) => {
  const rig = makeRig(t);
  await runAll(rig, rig.store);
  const record = rig.store.findResult('plot/figure', digestKey('plot/figure'));
  const shared = rig.store.findResult('train/lenet', digestKey('train/lenet'));
  if (record.status !== 'found' || shared.status !== 'found') return t.fail();
  const { blobs, folders } = rig.store;
  const [figure] = record.loadRecord().outputs.out!.entries;
  const [history] = shared.loadRecord().outputs.out!.entries;
  overwrite(blobs.path(figure!.digest), Buffer.from('<gvs/>'));
  rmSync(blobs.path(history!.digest));
  const markNs = await takeClockMark(rig.store.scratch);
  const { findings } = await verifyStore(folders);
  t.deepEqual(findings.map(({ message, actions }) => [message, actions]).sort(), [
    ['has other content than its name says', ['plot/figure']],
    ['is missing', ['train/alexnet', 'train/lenet']],
  ]);
  repairStore(rig.store, findings, markNs);
  const store = rig.reopen();
  t.deepEqual(await runAll(rig, store), Object.keys(ACTIONS));
  t.deepEqual((await verifyStore(rig.reopen().folders)).findings, []);
});

test('verify counts what it read', async (t) => {
  const rig = makeRig(t);
  await runAll(rig, rig.store);
  const { blobs, records, bytes } = await verifyStore(rig.store.folders);
  const files = listFiles(rig.store.folders.objects);
  t.is(records, 3);
  t.is(blobs, files.length);
  t.is(
    bytes,
    files.reduce((sum, file) => sum + lstatSync(file).size, 0),
  );
});

test('an empty or absent cache has nothing wrong with it', async (t) => {
  const { store } = makeRig(t);
  t.deepEqual(await verifyStore(store.folders), { findings: [], blobs: 0, records: 0, bytes: 0 });
  t.is(measureStore(store.folders).totalBytes, 0);
});

test('a stray file in the cache is named', async (t) => {
  const rig = makeRig(t);
  await runAll(rig, rig.store);
  writeFileSync(join(rig.store.folders.objects, 'stray'), '');
  const { findings } = await verifyStore(rig.store.folders);
  t.deepEqual(
    findings.map(({ path }) => path),
    ['objects/stray'],
  );
});

test('sizes are told by folder and by stage, a shared file once', async (t) => {
  const rig = makeRig(t);
  await runAll(rig, rig.store);
  const { stages, folders, totalBytes } = measureStore(rig.reopen().folders);
  t.deepEqual(stages, {
    plot: { actions: 1, bytes: 6 },
    train: { actions: 2, bytes: 'weights of lenet'.length + 300_000 + 'epoch\n1\n'.length },
  });
  t.true(folders.objects > 300_000);
  t.is(
    totalBytes,
    listFiles(rig.cacheDir).reduce((sum, file) => sum + lstatSync(file).size, 0),
  );
});
