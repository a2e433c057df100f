import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { type Digest, digestBytes } from '../../src/base/digest.ts';
import { digestActionKey } from '../../src/hash/action-key.ts';
import { canonicalJson } from '../../src/hash/canonical-json.ts';
import { makeTree, type Tree } from '../../src/hash/tree.ts';
import { locateRecord } from '../../src/store/folders.ts';
import { checksumRecord, parseRecord } from '../../src/store/parse-record.ts';
import { digestKey, finishAction, keyOf, makeRig, type Rig } from './store-rig.ts';

const ID = 'train/lenet';

async function makeRecord(t: ExecutionContext): Promise<Rig & { path: string; key: Digest }> {
  const rig = makeRig(t);
  await finishAction(rig, rig.store, ID, { 'a.txt': 'a', 'sub/b.txt': 'b' });
  const key = digestKey(ID);
  return { ...rig, key, path: locateRecord(rig.store.folders, key) };
}

test('a record comes back as it was written, and holds its key whole', async (t) => {
  const { store, key } = await makeRecord(t);
  const found = store.readRecord(key);
  t.is(found.status, 'found');
  if (found.status !== 'found') return;
  t.deepEqual(found.record.key, keyOf(ID));
  t.is(found.record.keyDigest, digestActionKey(found.record.key));
  t.deepEqual(
    found.record.outputs.out?.entries.map(({ path }) => path),
    ['a.txt', 'sub/b.txt'],
  );
});

test('a key that never ran has no record', (t) => {
  t.deepEqual(makeRig(t).store.readRecord(digestKey('never')), { status: 'missing' });
});

test('a byte changed anywhere in a record is found', async (t) => {
  const { store, key, path } = await makeRecord(t);
  const text = readFileSync(path);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(text);
      changed.writeUInt8(changed.readUInt8(at) ^ flip, at);
      writeFileSync(path, changed);
      t.is(store.readRecord(key).status, 'damaged');
    }),
    { seed: 6, numRuns: 200 },
  );
});

test('a truncated record is found', async (t) => {
  const { store, key, path } = await makeRecord(t);
  const text = readFileSync(path);
  for (const length of [0, 1, 100, text.length - 1]) {
    writeFileSync(path, text.subarray(0, length));
    t.is(store.readRecord(key).status, 'damaged');
  }
});

test('a link or a folder in the place of a record is found, and replaced by the next result', async (t) => {
  const { store, key, path, folder } = await makeRecord(t);
  writeFileSync(`${path}.moved`, readFileSync(path));
  rmSync(path);
  symlinkSync(`${path}.moved`, path);
  t.like(store.readRecord(key), { status: 'damaged', why: 'is not a plain file' });
  rmSync(path);
  mkdirSync(path);
  t.is(store.readRecord(key).status, 'damaged');
  await finishAction({ folder }, store, ID, { 'a.txt': 'a' });
  t.is(store.readRecord(key).status, 'found');
});

test("another action's record under this key is found", async (t) => {
  const { store, key, path, folder } = await makeRecord(t);
  await finishAction({ folder }, store, 'train/alexnet', { 'a.txt': 'a' });
  writeFileSync(path, readFileSync(locateRecord(store.folders, digestKey('train/alexnet'))));
  t.like(store.readRecord(key), { status: 'damaged', why: 'is filed under the key of another action' });
});

/** A record that somebody made by hand, checksum and all. */
function forge(t: ExecutionContext, change: (content: Record<string, unknown>) => void): string {
  const key = keyOf(ID);
  const content: Record<string, unknown> = {
    recordVersion: 1,
    keyDigest: digestActionKey(key),
    key,
    action: ID,
    outputs: { out: makeTree([entry('a.txt')]) },
    sources: {},
    provenance: {},
    startedAt: '2026-01-02T03:04:05.678Z',
    durationMs: 1,
    peakMemoryMiB: 1,
    log: digestBytes('log'),
  };
  t.false('fault' in parse(content), 'the unchanged record is sound');
  change(content);
  const parsed = parse(content);
  return 'fault' in parsed ? parsed.fault : 'sound';
}

function parse(content: Record<string, unknown>): ReturnType<typeof parseRecord> {
  const checksum = checksumRecord(content as never);
  return parseRecord(canonicalJson({ ...content, checksum }), digestActionKey(keyOf(ID)));
}

function entry(path: string): Tree['entries'][number] {
  return { path, digest: digestBytes('a'), size: 1, executable: false };
}

for (const path of [
  '../a',
  'a/../../b',
  '/etc/passwd',
  'a/./b',
  'a//b',
  '',
  'a\\..\\b',
  'C:/a',
  'a\nb',
  '..',
]) {
  test(`a forged record with the path ${JSON.stringify(path)} is not believed`, (t) => {
    t.regex(
      forge(t, (content) => (content.outputs = { out: makeTree([entry(path)]) })),
      /which/,
    );
    t.regex(
      forge(t, (content) => (content.outputs = { out: makeTree([entry('a')], [path]) })),
      /which/,
    );
  });
}

const unsorted = { entries: [entry('b'), entry('a')] };
for (const [what, outputs, fault] of [
  ['another output name', { other: makeTree([entry('a')]) }, /other outputs/],
  ['a further output', { out: makeTree([entry('a')]), more: makeTree([]) }, /other outputs/],
  ['a file below a file', { out: makeTree([entry('a'), entry('a/b')]) }, /below something/],
  ['one path as file and as empty folder', { out: makeTree([entry('a')], ['a']) }, /twice/],
  ['one path twice', { out: makeTree([entry('a'), entry('a')]) }, /out of order/],
  [
    'paths out of order',
    { out: { ...unsorted, digest: digestBytes(canonicalJson(unsorted)) } },
    /out of order/,
  ],
  ['a false tree digest', { out: { ...makeTree([entry('a')]), digest: digestBytes('x') } }, /does not match/],
  ['a negative size', { out: makeTree([{ ...entry('a'), size: -1 }]) }, /without a size/],
  ['no digest', { out: makeTree([{ ...entry('a'), digest: 'x' as Digest }]) }, /no file/],
] as const) {
  test(`a forged record with ${what} is not believed`, (t) => {
    t.regex(
      forge(t, (content) => (content.outputs = outputs)),
      fault,
    );
  });
}

for (const field of [
  'action',
  'outputs',
  'sources',
  'provenance',
  'startedAt',
  'durationMs',
  'peakMemoryMiB',
  'log',
  'key',
]) {
  test(`a forged record without a right '${field}' is not believed`, (t) => {
    t.not(
      forge(t, (content) => delete content[field]),
      'sound',
    );
    t.not(
      forge(t, (content) => (content[field] = null)),
      'sound',
    );
    t.not(
      forge(t, (content) => (content[field] = [{}])),
      'sound',
    );
  });
}

test('no text whatever is believed by accident, nor throws', (t) => {
  const key = digestActionKey(keyOf(ID));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => t.true('fault' in parseRecord(text, key))),
    { seed: 7, numRuns: 300 },
  );
});
