import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import test from 'ava';
import { extractZip, ZipError } from '../../src/engines/extract-zip.ts';
import { makeFolder } from './temporary-folder.ts';

interface Member {
  readonly name: string;
  readonly content: Buffer;
  readonly deflate?: boolean;
}

/** A zip archive as PKWARE's APPNOTE describes it, made independently of what reads it. */
function makeZip(members: readonly Member[], comment = ''): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, deflate } of members) {
    const data = deflate ? deflateRawSync(content) : content;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(deflate ? 8 : 0, 4);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(name)]),
    );
    files.push(file);
    offset += file.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...files, entries, Buffer.from('PK\x05\x06', 'latin1'), end, Buffer.from(comment)]);
}

const long = Buffer.from('tensor '.repeat(500_000));
const members: Member[] = [
  { name: 'a/stored.txt', content: Buffer.from('as it is') },
  { name: 'a/b/deflated.txt', content: long, deflate: true },
  { name: 'a/empty.txt', content: Buffer.alloc(0) },
  { name: 'left.txt', content: Buffer.from('not wanted') },
];

test('the selected files are extracted at their paths', async (t) => {
  const folder = await makeFolder(t);
  const archive = join(folder, 'archive.zip');
  await writeFile(archive, makeZip(members, 'a comment'));
  const names = await extractZip(archive, join(folder, 'out'), (name) => name !== 'left.txt');
  t.deepEqual(names, ['a/stored.txt', 'a/b/deflated.txt', 'a/empty.txt']);
  for (const { name, content } of members.slice(0, 3))
    t.true(content.equals(await readFile(join(folder, 'out', name))), name);
  t.deepEqual(await readdir(join(folder, 'out')), ['a']);
});

test('a path that leaves the folder is refused', async (t) => {
  const folder = await makeFolder(t);
  for (const name of ['../evil.txt', '/evil.txt', 'a/../../evil.txt']) {
    const archive = join(folder, 'archive.zip');
    await writeFile(archive, makeZip([{ name, content: Buffer.from('!') }]));
    await t.throwsAsync(
      extractZip(archive, join(folder, 'out'), () => true),
      { instanceOf: ZipError, message: /is absolute|is '\.\.'/ },
    );
  }
  t.deepEqual(await readdir(folder), ['archive.zip']);
});

test('a cut archive is an error', async (t) => {
  const folder = await makeFolder(t);
  const archive = join(folder, 'archive.zip');
  const bytes = makeZip(members);
  await writeFile(archive, bytes);
  await truncate(archive, bytes.length - 30);
  await t.throwsAsync(
    extractZip(archive, folder, () => true),
    { instanceOf: ZipError },
  );
});

test('a file with other bytes than its directory says is an error', async (t) => {
  const folder = await makeFolder(t);
  const archive = join(folder, 'archive.zip');
  const bytes = makeZip([{ name: 'a.txt', content: Buffer.from('four'), deflate: true }]);
  const entry = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  bytes.writeUInt32LE(5, entry + 24);
  await writeFile(archive, bytes);
  await t.throwsAsync(
    extractZip(archive, folder, () => true),
    { instanceOf: ZipError, message: /expected 5.* 4/ },
  );
});

test('what is no zip archive is an error', async (t) => {
  const folder = await makeFolder(t);
  const archive = join(folder, 'archive.zip');
  await writeFile(archive, 'not an archive');
  await t.throwsAsync(
    extractZip(archive, folder, () => true),
    { instanceOf: ZipError, message: /not a zip archive/ },
  );
});

test('a missing archive is the error of the system', async (t) => {
  const folder = await makeFolder(t);
  await t.throwsAsync(
    extractZip(join(folder, 'absent.zip'), folder, () => true),
    { code: 'ENOENT' },
  );
});

for (const [what, change] of [
  ['unpacks to more than it says', (bytes: Buffer, entry: number) => bytes.writeUInt32LE(3, entry + 24)],
  ['has damaged content', (bytes: Buffer) => bytes.fill(0xff, 'PK..'.length + 26 + 5, 40)],
  ['is compressed in another way', (bytes: Buffer, entry: number) => bytes.writeUInt16LE(12, entry + 10)],
] as const) {
  test(`a file that ${what} is an error`, async (t) => {
    const folder = await makeFolder(t);
    const archive = join(folder, 'archive.zip');
    const bytes = makeZip([{ name: 'a.txt', content: Buffer.from('four'), deflate: true }]);
    change(bytes, bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1')));
    await writeFile(archive, bytes);
    await t.throwsAsync(
      extractZip(archive, folder, () => true),
      { instanceOf: ZipError },
    );
  });
}
