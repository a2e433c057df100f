import { existsSync, lutimesSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import type { Digest } from '../../../src/base/digest.ts';
import type { ActionRecord } from '../../../src/store/action-record.ts';
import { openCheckpoint } from '../../../src/store/checkpoint.ts';
import { locateRecord } from '../../../src/store/folders.ts';
import { takeClockMark } from '../../../src/store/garbage/clock-mark.ts';
import { collectGarbage, type GarbageReport } from '../../../src/store/garbage/collect-garbage.ts';
import type { GarbageLimits } from '../../../src/store/garbage/plan-garbage.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { verifyStore } from '../../../src/store/verify-store.ts';
import {
  artifactOf,
  digestKey,
  finishAction,
  makeRig,
  type Rig,
  readFiles,
  writeFiles,
} from '../store-rig.ts';

// Many stores are open side by side in one process, each of which cleans up when it ends.
process.setMaxListeners(500);

const DAY_MS = 86_400_000;

interface CollectOptions extends GarbageLimits {
  readonly results?: readonly Digest[];
  readonly runs?: number;
  readonly dryRun?: boolean;
}

async function collect(
  store: Store,
  { results = [], runs = 100, dryRun = false, ...limits }: CollectOptions = {},
): Promise<GarbageReport> {
  const markNs = await takeClockMark(store.scratch);
  return collectGarbage(store, {
    limits,
    markNs,
    dryRun,
    keep: () => ({ results: new Set(results), runs, logs: new Set() }),
  });
}

/** Finishes actions as a run that has ended since, one after the other. */
async function runOnce(
  rig: Rig,
  actions: readonly { id: string; version?: number; files: Record<string, string> }[],
): Promise<ActionRecord[]> {
  const store = openStore({ cacheDir: rig.cacheDir, baseDir: rig.folder, inUse: true });
  const records: ActionRecord[] = [];
  for (const { id, version = 0, files } of actions) {
    records.push(await finishAction(rig, store, id, files, { version }));
  }
  store.close();
  return records;
}

function dateBack(store: Store, { keyDigest }: ActionRecord, days: number): void {
  const past = new Date(Date.now() - days * DAY_MS);
  lutimesSync(locateRecord(store.folders, keyDigest), past, past);
}

function listBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Of the cache without its index, which is written while collecting, and the processes' own folders. */
function bytesOf({ cacheDir }: Rig): number {
  const parts = readdirSync(cacheDir).filter((name) => name !== 'tmp' && name !== 'index.json');
  return parts.reduce((sum, name) => sum + listBytes(join(cacheDir, name)), 0);
}

const CASES = fc.record({
  results: fc.array(
    fc.record({
      id: fc.constantFrom('train/a', 'train/b', 'plot/c'),
      version: fc.nat(4),
      // Few contents and names, so that results share files.
      files: fc.dictionary(
        fc.constantFrom('x', 'y', 'sub/z'),
        fc.constantFrom('', 'one', 'two', 'a'.repeat(5000)),
        {
          minKeys: 1,
        },
      ),
      ageDays: fc.nat(20),
      keep: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  limits: fc.record(
    { maxBytes: fc.nat(30_000), olderThanMs: fc.nat(20).map((days) => days * DAY_MS) },
    { requiredKeys: [] },
  ),
});

test('whatever the limits: kept results verify and restore, a dry run names just what then goes, sizes add up', async (t) => {
  await fc.assert(
    fc.asyncProperty(CASES, async ({ results, limits }) => {
      const rig = makeRig(t);
      const byKey = new Map(results.map((one) => [digestKey(one.id, { version: one.version }), one]));
      const records = await runOnce(rig, [...byKey.values()]);
      for (const record of records) dateBack(rig.store, record, byKey.get(record.keyDigest)!.ageDays);
      const store = rig.reopen();
      const kept = [...byKey].flatMap(([key, { keep }]) => (keep ? [key] : []));
      const options = { ...limits, results: kept };

      const before = bytesOf(rig);
      const planned = await collect(store, { ...options, dryRun: true });
      t.is(bytesOf(rig), before);
      t.is(planned.beforeBytes, before + statSync(store.folders.index).size);
      const done = await collect(store, options);
      t.deepEqual(done.removed, planned.removed);
      for (const { path } of done.removed) t.false(existsSync(join(rig.cacheDir, path)), path);
      const freed = done.removed.reduce((sum, { bytes }) => sum + bytes, 0);
      t.is(done.afterBytes, done.beforeBytes - freed);
      t.is(bytesOf(rig), before - freed);

      for (const key of kept) t.is(store.readRecord(key).status, 'found');
      t.deepEqual((await verifyStore(store.folders)).findings, []);
      for (const [key, { id, files }] of byKey) {
        const found = store.readRecord(key);
        if (found.status !== 'found') continue;
        await store.restore(id, 'out', found.record.outputs.out!, artifactOf(rig, id));
        t.deepEqual(readFiles(artifactOf(rig, id)), files);
      }
      store.close();
    }),
    { seed: 11, numRuns: 60 },
  );
});

const WORDS = (word: string): { files: Record<string, string> } => ({ files: { word } });

/** Four results of one action, used 1, 2, 3 and 4 days ago; each with a file of 1,000 bytes. */
async function makeFour(rig: Rig): Promise<ActionRecord[]> {
  const versions = [1, 2, 3, 4];
  const records = await runOnce(
    rig,
    versions.map((version) => ({ id: 'train/a', version, ...WORDS(`${version}`.repeat(1000)) })),
  );
  for (const [i, record] of records.entries()) dateBack(rig.store, record, i + 1);
  return records;
}

function survivors(store: Store, records: readonly ActionRecord[]): number[] {
  return records.flatMap(({ keyDigest }, i) =>
    store.readRecord(keyDigest).status === 'found' ? [i + 1] : [],
  );
}

test('without limits everything goes that is not to be kept', async (t) => {
  const rig = makeRig(t);
  const records = await makeFour(rig);
  await collect(rig.store, { results: [records[2]!.keyDigest] });
  t.deepEqual(survivors(rig.store, records), [3]);
});

test('older-than takes only what was not used for so long', async (t) => {
  const rig = makeRig(t);
  const records = await makeFour(rig);
  await collect(rig.store, { olderThanMs: 2.5 * DAY_MS });
  t.deepEqual(survivors(rig.store, records), [1, 2]);
});

test('max-size takes the least recently used, until the rest fits', async (t) => {
  const rig = makeRig(t);
  const records = await makeFour(rig);
  const { beforeBytes } = await collect(rig.store, { dryRun: true });
  const { afterBytes } = await collect(rig.store, { maxBytes: beforeBytes - 1500 });
  t.true(afterBytes <= beforeBytes - 1500);
  t.deepEqual(survivors(rig.store, records), [1, 2, 3]);
});

test('with both limits the old go first, then the least recently used', async (t) => {
  const rig = makeRig(t);
  const records = await makeFour(rig);
  await collect(rig.store, { olderThanMs: 3.5 * DAY_MS, maxBytes: Number.MAX_SAFE_INTEGER });
  t.deepEqual(survivors(rig.store, records), [1, 2, 3]);
  await collect(rig.store, { olderThanMs: 3.5 * DAY_MS, maxBytes: 0 });
  t.deepEqual(survivors(rig.store, records), []);
});

test('what has to be kept is kept, though it is larger than the size asked for', async (t) => {
  const rig = makeRig(t);
  const records = await makeFour(rig);
  const { afterBytes } = await collect(rig.store, { maxBytes: 10, results: [records[3]!.keyDigest] });
  t.deepEqual(survivors(rig.store, records), [4]);
  t.true(afterBytes > 1000);
});

test('a result that a run finds again counts as just used, and so does the one that it replaces', async (t) => {
  const rig = makeRig(t);
  const records = await makeFour(rig);
  const run = openStore({ cacheDir: rig.cacheDir, baseDir: rig.folder, inUse: true });
  // The index has version 4 as the last one.
  t.is(run.findResult('train/a', records[2]!.keyDigest).status, 'found');
  run.close();
  await collect(rig.store, { olderThanMs: DAY_MS / 2 });
  t.deepEqual(survivors(rig.store, records), [3, 4]);
});

test('what a living process has put there stays, though no record names it yet', async (t) => {
  const rig = makeRig(t);
  const other = openStore({ cacheDir: rig.cacheDir, baseDir: rig.folder });
  const digest = other.blobs.putBytes('half of a result');
  t.false((await collect(rig.store)).alone);
  t.true(rig.store.blobs.has(digest));
  other.close();
  t.true((await collect(rig.store)).alone);
  t.false(rig.store.blobs.has(digest));
});

test('a blob that a living process found there and relies on stays', async (t) => {
  const rig = makeRig(t);
  const digest = rig.store.blobs.putBytes('the same');
  const { store } = makeRig(t, { cacheDir: rig.cacheDir });
  const other = openStore({ cacheDir: rig.cacheDir, baseDir: rig.folder });
  t.is(other.blobs.putBytes('the same'), digest);
  await collect(store);
  t.true(store.blobs.has(digest));
  other.close();
});

test('a result that a run finds while we decide stays, with its files', async (t) => {
  const rig = makeRig(t);
  const records = await makeFour(rig);
  const { store } = makeRig(t, { cacheDir: rig.cacheDir });
  const markNs = await takeClockMark(store.scratch);
  let run: Store | undefined;
  collectGarbage(store, {
    limits: {},
    markNs,
    dryRun: false,
    keep: () => {
      run ??= openStore({ cacheDir: rig.cacheDir, baseDir: rig.folder, inUse: true });
      run.findResult('train/a', records[1]!.keyDigest);
      return { results: new Set(), runs: 0, logs: new Set() };
    },
  });
  // 4 was the last one until then, by the index.
  t.deepEqual(survivors(store, records), [2, 4]);
  await run!.restore('train/a', 'out', records[1]!.outputs.out!, artifactOf(rig, 'train/a'));
  run!.close();
});

test('checkpoints go when their action is finished or they were left for a week, and only when nobody runs', async (t) => {
  const rig = makeRig(t);
  const { store } = rig;
  const [record] = await runOnce(rig, [{ id: 'train/done', ...WORDS('x') }]);
  const folders = [record!.keyDigest, digestKey('train/young'), digestKey('train/stale')].map((key) =>
    store.checkpointFolder(key),
  );
  for (const folder of folders)
    await openCheckpoint(folder).save(async (files) => writeFiles(files, { epoch: '1' }));
  const past = new Date(Date.now() - 8 * DAY_MS);
  for (const name of ['1/tree', '1/files/epoch']) lutimesSync(join(folders[2]!, name), past, past);

  const run = openStore({ cacheDir: rig.cacheDir, baseDir: rig.folder, inUse: true });
  const results = [record!.keyDigest];
  await collect(store, { results });
  t.deepEqual(folders.map(existsSync), [true, true, true]);
  run.close();
  await collect(store, { results });
  t.deepEqual(folders.map(existsSync), [false, true, false]);
});

test('of the runs the last ones stay', async (t) => {
  const { store } = makeRig(t);
  const run = { durationMs: 1, profile: 'p', ok: true, actions: [] };
  for (const day of [1, 3, 2]) store.writeRun({ ...run, startedAt: `2026-01-0${day}T00:00:00.000Z` });
  const before = store.listRuns();
  await collect(store, { runs: 2 });
  t.deepEqual(store.listRuns(), before.slice(1));
});
