import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** A zip archive that cannot be read, or whose bytes are not what its directory says. */
export class ZipError extends Error {}

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

const endOfDirectorySize = 22;
const longestComment = 0xffff;
const headerSize = 30;
const directoryEntrySize = 46;

/**
 * Extracts the files that `select` picks, streaming, keeping their paths.
 * Reads what wheels are made of: stored and deflated entries, below 4 GiB. The wheel's own digest has been checked
 * before, so entries are checked by size only.
 * @returns names of the extracted files
 * @throws ZipError
 */
export async function extractZip(
  archive: string,
  folder: string,
  select: (name: string) => boolean,
): Promise<string[]> {
  const file = await open(archive);
  try {
    const entries = (await readDirectory(file)).filter(({ name }) => !name.endsWith('/') && select(name));
    for (const entry of entries) await extractEntry(archive, file, entry, join(folder, safePath(entry.name)));
    return entries.map(({ name }) => name);
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle): Promise<ZipEntry[]> {
  const { size } = await file.stat();
  const tail = await readBytes(file, Math.max(0, size - endOfDirectorySize - longestComment), size);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new ZipError('It is not a zip archive, or it is cut off.');
  if (end + endOfDirectorySize > tail.length) throw new ZipError('It is cut off.');
  const count = tail.readUInt16LE(end + 10);
  const offset = tail.readUInt32LE(end + 16);
  if (count === 0xffff || offset === 0xffffffff) throw new ZipError('It is a zip64 archive.');
  const length = tail.readUInt32LE(end + 12);
  if (offset + length > size) throw new ZipError('It is cut off.');
  const directory = await readBytes(file, offset, offset + length);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + directoryEntrySize > directory.length) throw new ZipError('Its directory is cut off.');
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new ZipError('Its directory is damaged.');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function extractEntry(archive: string, file: FileHandle, entry: ZipEntry, path: string): Promise<void> {
  const header = await readBytes(file, entry.headerOffset, entry.headerOffset + headerSize);
  const start = entry.headerOffset + headerSize + header.readUInt16LE(26) + header.readUInt16LE(28);
  await mkdir(dirname(path), { recursive: true });
  if (entry.compressedSize === 0) {
    await writeFile(path, '');
    return;
  }
  const end = start + entry.compressedSize - 1;
  const input = createReadStream(archive, { start, end, highWaterMark: 1 << 20 });
  if (entry.method !== 0 && entry.method !== 8)
    throw new ZipError(`${entry.name} is compressed by method ${entry.method}.`);
  const output = createWriteStream(path);
  const limit = limitTo(entry);
  try {
    if (entry.method === 0) await pipeline(input, limit, output);
    else await pipeline(input, createInflateRaw({ chunkSize: 1 << 20 }), limit, output);
  } catch (error) {
    const isDamage = (error as NodeJS.ErrnoException).code?.startsWith('Z_') === true;
    throw isDamage ? new ZipError(`${entry.name} is damaged.`, { cause: error }) : error;
  }
  if (output.bytesWritten !== entry.size) {
    throw new ZipError(`${entry.name} has ${output.bytesWritten} bytes instead of ${entry.size}.`);
  }
}

/** What unpacks to more than it says must not fill the disk first. */
function limitTo({ name, size }: ZipEntry): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      done(bytes > size ? new ZipError(`${name} has more than its ${size} bytes.`) : null, chunk);
    },
  });
}

function safePath(name: string): string {
  if (name.startsWith('/') || name.includes('\0') || name.includes('\\') || name.split('/').includes('..')) {
    throw new ZipError(`${name} would be written outside its folder.`);
  }
  return name;
}

async function readBytes(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  if (bytesRead !== bytes.length) throw new ZipError('It is cut off.');
  return bytes;
}
