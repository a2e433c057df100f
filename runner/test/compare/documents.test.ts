import { crc32, deflateSync } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { InvalidToleranceError, parseTolerance } from '../../src/compare/tolerance.ts';
import { compare, compareOne } from './files.ts';

test('files added, removed and changed, in the order of their paths', async (t) => {
  const differences = await compare(
    t,
    { 'a/x.txt': 'one\ntwo\n', 'gone.bin': 'gone', same: 'same' },
    { 'a/x.txt': 'one\nthree\n', 'fresh.bin': 'fresh', same: 'same' },
  );
  t.deepEqual(
    differences.map(({ path, change, summary }) => [path, change, summary]),
    [
      ['a/x.txt', 'changed', '1 line removed, 1 line added, the first at line 2'],
      ['fresh.bin', 'added', 'added, 5 bytes'],
      ['gone.bin', 'removed', 'removed, 4 bytes'],
    ],
  );
});

test('documents are compared place by place', async (t) => {
  const before = { name: 'lenet', metrics: { accuracy: 0.5, loss: [1, 2] }, gone: 1 };
  const after = { name: 'blenet', metrics: { accuracy: 0.75, loss: [1, 2, 3] }, fresh: null };
  const difference = await compareOne(t, 'r.json', JSON.stringify(before), JSON.stringify(after));
  t.deepEqual(difference?.values, [
    { place: 'name', before: 'lenet', after: 'blenet', withinTolerance: false },
    { place: 'metrics.accuracy', before: 0.5, after: 0.75, withinTolerance: false },
    { place: 'metrics.loss[2]', after: 3, withinTolerance: false },
    { place: 'gone', before: 1, withinTolerance: false },
    { place: 'fresh', after: null, withinTolerance: false },
  ]);
  t.is(difference?.numbers?.largestAbsolute?.place, 'metrics.accuracy');
});

test('key order and layout of a document do not matter beyond the bytes', async (t) => {
  const difference = await compareOne(t, 'r.json', '{"a":1,"b":[]}', '{ "b": [], "a": 1.0 }');
  t.is(difference?.summary, 'the same values, written otherwise');
  t.true(difference?.withinTolerance);
});

test('any two documents: symmetric, and none differs from itself', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (a, b) => {
      const [textA, textB] = [JSON.stringify({ v: a }), JSON.stringify({ v: b })];
      t.is(await compareOne(t, 'r.json', textA, textA), undefined);
      const forth = await compareOne(t, 'r.json', textA, textB);
      const back = await compareOne(t, 'r.json', textB, textA);
      t.is(forth?.withinTolerance, back?.withinTolerance);
      t.is(forth?.values?.length, back?.values?.length);
      t.is(forth?.numbers?.largestAbsolute?.value, back?.numbers?.largestAbsolute?.value);
    }),
    { numRuns: 100 },
  );
});

test('a document that is nested too deeply, or is none, is compared as text', async (t) => {
  const deep = (leaf: string) => `${'['.repeat(100_000)}${leaf}${']'.repeat(100_000)}`;
  t.is((await compareOne(t, 'r.json', deep('1'), deep('2')))?.kind, 'text');
  t.is((await compareOne(t, 'r.json', '{', '}'))?.kind, 'text');
});

test('binary files: sizes and the first byte that differs', async (t) => {
  const difference = await compareOne(t, 'x.bin', Buffer.from([0, 1, 2]), Buffer.from([0, 1, 3, 4]));
  t.is(difference?.summary, '3 → 4 bytes, first difference at byte 2');
  const longer = await compareOne(t, 'x.bin', Buffer.from([0, 1]), Buffer.from([0, 1, 3]));
  t.is(longer?.summary, '2 → 3 bytes, first difference at byte 2');
});

function chunk(type: string, data: Uint8Array): Buffer {
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A grey image, each row with its own filter; `rows` are the filtered bytes. */
function png(width: number, rows: readonly (readonly number[])[], level = 9): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()), { level })),
    chunk('IEND', new Uint8Array()),
  ]);
}

test('PNG images are compared by their pixels, through every filter', async (t) => {
  const plain = png(3, [
    [0, 10, 20, 30],
    [0, 11, 22, 33],
    [0, 12, 24, 36],
    [0, 13, 26, 39],
    [0, 1, 2, 3],
  ]);
  const filtered = png(3, [
    [1, 10, 10, 10],
    [2, 1, 2, 3],
    [3, 12 - 5, 24 - 17, 36 - 28],
    [4, 1, 2, 3],
    [0, 1, 2, 3],
  ]);
  const same = await compareOne(t, 'f.png', plain, filtered);
  t.is(same?.summary, 'the same pixels in other bytes');
  t.true(same?.withinTolerance);
  const other = png(3, [
    [0, 10, 20, 30],
    [0, 11, 22, 33],
    [0, 12, 20, 36],
    [0, 13, 26, 39],
    [0, 1, 2, 9],
  ]);
  const difference = await compareOne(t, 'f.png', plain, other);
  t.is(difference?.summary, '2 of 15 pixels differ, by at most 6 of 255, the first at (1, 2)');
  t.false(difference?.withinTolerance);
});

test('images that we cannot read changed all the same', async (t) => {
  const image = png(1, [[0, 1]]);
  t.is(
    (await compareOne(t, 'f.png', image, image.subarray(0, 40)))?.summary,
    `the image changed, ${image.length} → 40 bytes`,
  );
  t.is((await compareOne(t, 'f.svg', '<svg/>\n', '<svg></svg>\n'))?.kind, 'image');
});

test('tolerances are read, and what is none is refused', (t) => {
  t.deepEqual(parseTolerance('1e-3'), { absolute: 1e-3, relative: 0 });
  t.deepEqual(parseTolerance('abs:.5,rel:1e-2'), { absolute: 0.5, relative: 0.01 });
  t.deepEqual(parseTolerance('2%', parseTolerance('0.5')), { absolute: 0.5, relative: 0.02 });
  for (const text of ['', 'much', '-1', '1e999', 'abs:1%', '1,', 'NaN']) {
    t.throws(() => parseTolerance(text), { instanceOf: InvalidToleranceError });
  }
});
