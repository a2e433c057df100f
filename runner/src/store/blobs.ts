import {
  chmodSync,
  closeSync,
  fstatSync,
  lstatSync,
  lutimesSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { type Digest, digestBytes, digestOpenFile } from '../base/digest.ts';
import { digestFile } from '../base/digest-file.ts';
import { FileChangedError, UnsupportedFileError } from '../base/errors.ts';
import { type FileStamp, stampOf } from '../base/file-stamp.ts';
import { READ_PLAIN, readPlainFile } from '../base/read-plain-file.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { renameIntoPlace } from '../base/write-atomically.ts';
import { DamagedBlobError, StoreIoError, withAsyncIoErrors, withIoErrors } from './errors.ts';
import { locateBlob, type StoreFolders } from './folders.ts';
import type { Scratch } from './scratch.ts';

const READ_ONLY = 0o444;
/** Files up to this size are read at once, without promises. */
export const SMALL_FILE_BYTES = 256 * 1024;

/**
 * Contents, each named by its SHA-256. They are written to the scratch folder and renamed, so that a blob is complete
 * or missing.
 */
export class Blobs {
  readonly #folders: StoreFolders;
  readonly #scratch: Scratch;
  /** Blobs that this process has checked, with their stamps at that time. */
  readonly #ensured = new Map<Digest, FileStamp>();

  constructor(folders: StoreFolders, scratch: Scratch) {
    this.#folders = folders;
    this.#scratch = scratch;
  }

  path(digest: Digest): string {
    return locateBlob(this.#folders, digest);
  }

  /** Whether there is a file for the digest. Its content is checked when it is used. */
  has(digest: Digest): boolean {
    return lstatIfAny(this.path(digest))?.isFile() === true;
  }

  /** @throws StoreIoError */
  putBytes(bytes: Uint8Array | string): Digest {
    const digest = digestBytes(bytes);
    if (this.#isSound(digest, Buffer.byteLength(bytes))) return digest;
    this.#scratch.announce();
    const staged = this.#scratch.newPath();
    withIoErrors('write', this.path(digest), () => {
      writeFileSync(staged, bytes, { mode: READ_ONLY, flag: 'wx' });
      renameIntoPlace(staged, this.path(digest));
    });
    return digest;
  }

  /**
   * Copies a file's content into the cache. What is written is what is hashed, so the blob cannot differ from its name,
   * even
   * if somebody still writes to the file.
   * @throws FileChangedError when the file changes meanwhile, UnsupportedFileError when it is no plain file, StoreIoError
   */
  async putFile(path: string): Promise<Digest> {
    const fd = withIoErrors('read', path, () => openSync(path, READ_PLAIN));
    try {
      const before = fstatSync(fd, { bigint: true });
      if (!before.isFile()) throw new UnsupportedFileError(path, 'is not a plain file');
      if (before.size <= SMALL_FILE_BYTES) {
        const bytes = readFileSync(fd);
        if (stampOf(before) !== stampOf(fstatSync(fd, { bigint: true }))) throw new FileChangedError(path);
        return this.putBytes(bytes);
      }
    } finally {
      closeSync(fd);
    }
    return this.#putLargeFile(path);
  }

  /** Whether a blob is there and undamaged. If so, it counts as just used, so that no garbage collector takes it. */
  async keep(digest: Digest): Promise<boolean> {
    const path = this.path(digest);
    return this.has(digest) && (await isContentOf(path, digest)) && this.#touch(path);
  }

  /**
   * Moves a file into the cache; the caller has checked its content.
   * @returns its size in bytes
   * @throws StoreIoError
   */
  async adopt(staged: string, digest: Digest): Promise<number> {
    this.#scratch.announce();
    const path = this.path(digest);
    return withIoErrors('write', path, () => {
      chmodSync(staged, READ_ONLY);
      const { size } = lstatSync(staged);
      if (lstatIfAny(path)?.isFile() === false) this.remove(digest);
      renameIntoPlace(staged, path);
      return size;
    });
  }

  /**
   * A blob's content.
   * @throws DamagedBlobError when it is missing or has another digest. The damaged file is removed, so that running
   *   again heals
   *   the cache.
   */
  read(digest: Digest, neededFor?: string): Buffer {
    const path = this.path(digest);
    let bytes: Buffer;
    try {
      bytes = readPlainFile(path);
    } catch (error) {
      throwUnlessDamage(error, path);
      throw this.reportDamage(digest, describeUnreadable(error), neededFor);
    }
    if (digestBytes(bytes) !== digest)
      throw this.reportDamage(digest, 'has other content than its name says', neededFor);
    return bytes;
  }

  /**
   * The error that reading a blob would throw; undefined when it is undamaged. Removes nothing.
   * @throws StoreIoError when the system lacks a resource, such as file handles
   */
  async findDamage(digest: Digest, neededFor?: string): Promise<DamagedBlobError | undefined> {
    const path = this.path(digest);
    try {
      closeSync(openSync(path, READ_PLAIN));
      if ((await digestFile(path)) === digest) return undefined;
      return new DamagedBlobError(digest, path, 'has other content than its name says', neededFor);
    } catch (error) {
      throwUnlessDamage(error, path);
      const why = error instanceof UnsupportedFileError ? 'is not a plain file' : describeUnreadable(error);
      return new DamagedBlobError(digest, path, why, neededFor);
    }
  }

  /** Removes a damaged blob and gives the error to throw. */
  reportDamage(digest: Digest, why: string, neededFor?: string): DamagedBlobError {
    this.remove(digest);
    return new DamagedBlobError(digest, this.path(digest), why, neededFor);
  }

  remove(digest: Digest): void {
    const path = this.path(digest);
    withIoErrors('remove', path, () => rmSync(path, { recursive: true, force: true }));
  }

  /**
   * The path of a blob, after its content was checked. When it is missing or damaged, `make` makes it anew.
   * @throws StoreIoError, DamagedBlobError when `make` gives other content
   */
  async ensure(digest: Digest, make: () => Promise<Uint8Array>): Promise<string> {
    const path = this.path(digest);
    const stamp = stampAt(path);
    if (stamp !== undefined && this.#ensured.get(digest) === stamp) return path;
    if (!this.#isSound(digest)) {
      const made = this.putBytes(await make());
      if (made !== digest)
        throw new DamagedBlobError(digest, this.path(digest), 'cannot be made again: its source changed');
    }
    const ensured = stampAt(path);
    if (ensured !== undefined) this.#ensured.set(digest, ensured);
    return path;
  }

  /** Whether the blob is there and undamaged. If so, it counts as just used; if not, it is removed. */
  #isSound(digest: Digest, size?: number): boolean {
    const path = this.path(digest);
    const stat = lstatIfAny(path);
    if (stat === undefined) return false;
    try {
      if (
        stat.isFile() &&
        Number(stat.size) === (size ?? Number(stat.size)) &&
        digestBytes(readPlainFile(path)) === digest
      ) {
        if ((Number(stat.mode) & 0o777) !== READ_ONLY) chmodSync(path, READ_ONLY);
        return this.#touch(path);
      }
    } catch (error) {
      throwUnlessDamage(error, path);
    }
    this.remove(digest);
    return false;
  }

  async #putLargeFile(path: string): Promise<Digest> {
    this.#scratch.announce();
    const staged = this.#scratch.newPath();
    try {
      const digest = await withAsyncIoErrors('copy into the cache', path, () => copyAndDigest(path, staged));
      const known = lstatIfAny(this.path(digest));
      const isThere = known?.isFile() === true && (await isContentOf(this.path(digest), digest));
      if (!isThere || !this.#touch(this.path(digest))) {
        if (known !== undefined && !isThere) this.remove(digest);
        withIoErrors('write', this.path(digest), () => renameIntoPlace(staged, this.path(digest)));
      }
      return digest;
    } finally {
      rmSync(staged, { force: true });
    }
  }

  /**
   * Makes a blob look just used, because a new record will need it and no garbage collector may take it.
   * @returns false when it cannot be touched, because a collector has just taken it or it belongs to another user. Then
   *   only
   *   a copy of our own is safe
   */
  #touch(path: string): boolean {
    this.#scratch.announce();
    const now = new Date();
    try {
      lutimesSync(path, now, now);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'EPERM') return false;
      throw new StoreIoError('touch', path, error);
    }
  }
}

function stampAt(path: string): FileStamp | undefined {
  const stat = lstatIfAny(path);
  return stat === undefined ? undefined : stampOf(stat);
}

/** Copies and hashes in one pass, in constant memory. */
async function copyAndDigest(from: string, to: string): Promise<Digest> {
  const source = await open(from, READ_PLAIN);
  try {
    const target = await open(to, 'wx', READ_ONLY);
    try {
      const before = await source.stat({ bigint: true });
      const digest = await digestOpenFile(source, (chunk) => target.writeFile(chunk));
      if (stampOf(before) !== stampOf(await source.stat({ bigint: true }))) throw new FileChangedError(from);
      return digest;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function isContentOf(path: string, digest: Digest): Promise<boolean> {
  try {
    return (await digestFile(path)) === digest;
  } catch (error) {
    throwUnlessDamage(error, path);
    return false;
  }
}

/**
 * Throws when the system lacked a resource, such as file handles. That says nothing about the file, and must not count as
 * damage, because damaged files are removed.
 */
export function throwUnlessDamage(error: unknown, path: string): void {
  const cause = (error as Error).cause ?? error;
  if (['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN'].includes((cause as NodeJS.ErrnoException).code ?? '')) {
    throw new StoreIoError('read', path, cause);
  }
}

/** Why a blob could not be read, in words that follow its name. */
export function describeUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'is missing';
  if (code === 'ELOOP' || code === 'EISDIR' || error instanceof UnsupportedFileError)
    return 'is not a plain file';
  return `cannot be read (${code ?? (error as Error).message})`;
}
