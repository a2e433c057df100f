import { type FileHandle, open } from 'node:fs/promises';
import { FileChangedError, MissingFileError } from '../base/errors.ts';
import type { FileVersion } from './file-difference.ts';

/** A multiple of every element size. Two buffers of this size are enough, however large the files are. */
const CHUNK_BYTES = 1024 * 1024;

export interface OpenPair {
  readonly before: OpenFile;
  readonly after: OpenFile;
}

/** A file that is open for reading parts of it. */
export interface OpenFile {
  readonly path: string;
  readonly size: number;
  readonly handle: FileHandle;
}

/** Opens both files while `use` runs. @throws MissingFileError */
export async function withPair<R>(
  before: FileVersion,
  after: FileVersion,
  use: (pair: OpenPair) => Promise<R>,
): Promise<R> {
  return withFile(before, (first) => withFile(after, (second) => use({ before: first, after: second })));
}

async function withFile<R>(version: FileVersion, use: (file: OpenFile) => Promise<R>): Promise<R> {
  const { absolutePath: path } = version;
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw new MissingFileError(path, `${path} cannot be read: ${(error as Error).message}`, error);
  }
  try {
    return await use({ path, size: (await handle.stat()).size, handle });
  } finally {
    await handle.close();
  }
}

/** At most `length` bytes from `offset` on. */
export async function readPart(file: OpenFile, offset: number, length: number): Promise<Uint8Array> {
  const part = new Uint8Array(Math.max(0, Math.min(length, file.size - offset)));
  await fill(file, part, offset);
  return part;
}

/**
 * Reads equally long parts of two files side by side.
 * @param visit gets both chunks and the number of bytes before them; the buffers are used again for the next chunks
 * @throws FileChangedError when a file ends before its part does
 */
export async function readPairwise(
  pair: OpenPair,
  offsets: { readonly before: number; readonly after: number },
  length: number,
  visit: (before: Uint8Array, after: Uint8Array, position: number) => void,
): Promise<void> {
  const size = Math.min(CHUNK_BYTES, length);
  const chunks = { before: new Uint8Array(size), after: new Uint8Array(size) };
  for (let position = 0; position < length; position += size) {
    const bytes = Math.min(size, length - position);
    const before = chunks.before.subarray(0, bytes);
    const after = chunks.after.subarray(0, bytes);
    await fill(pair.before, before, offsets.before + position);
    await fill(pair.after, after, offsets.after + position);
    visit(before, after, position);
  }
}

export function isSameBytes(before: Uint8Array, after: Uint8Array): boolean {
  return Buffer.compare(before, after) === 0;
}

async function fill({ handle, path }: OpenFile, target: Uint8Array, offset: number): Promise<void> {
  for (let filled = 0; filled < target.length; ) {
    const { bytesRead } = await handle.read(target, filled, target.length - filled, offset + filled);
    if (bytesRead === 0) throw new FileChangedError(path);
    filled += bytesRead;
  }
}
