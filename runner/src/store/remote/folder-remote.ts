import { constants, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import type { Digest } from '../../base/digest.ts';
import { readPlainFile } from '../../base/read-plain-file.ts';
import { lstatIfAny } from '../../base/stat-if-any.ts';
import { withIoErrors } from '../errors.ts';
import { locateRecord } from '../folders.ts';
import { touchRecord } from '../records.ts';
import { openStore, type Store } from '../store.ts';
import { type BlobState, type Remote, RemoteError, type RemoteFile } from './remote.ts';

/**
 * Another cache folder, on a mounted share or restored by CI. It is used like our own, so that its garbage collectors
 * see us.
 */
export class FolderRemote implements Remote {
  readonly name: string;
  readonly #store: Store;

  constructor(name: string, folder: string) {
    this.name = name;
    if (lstatIfAny(folder)?.isDirectory() === false)
      throw new RemoteError('REMOTE_FAILED', `The remote cache ${folder} is not a folder.`);
    withIoErrors('make the folder', folder, () => mkdirSync(folder, { recursive: true }));
    this.#store = openStore({ cacheDir: folder, inUse: true });
  }

  async readRecord(key: Digest): Promise<string | undefined> {
    touchRecord(this.#store.folders, key);
    const path = locateRecord(this.#store.folders, key);
    const stat = lstatIfAny(path);
    if (stat === undefined) return undefined;
    if (!stat.isFile())
      throw new RemoteError('REMOTE_DAMAGED', `the record ${key} in ${this.name} is not a plain file`);
    return withIoErrors('read', path, () => readPlainFile(path).toString());
  }

  async writeRecord(key: Digest, text: string): Promise<void> {
    const { folders, scratch } = this.#store;
    const path = locateRecord(folders, key);
    if (lstatIfAny(path)?.isDirectory() === true)
      withIoErrors('remove', path, () => rmSync(path, { recursive: true }));
    scratch.writeFile(path, text);
  }

  /** Reads the whole file, always: a folder does not check what it keeps. */
  async checkBlob({ digest }: RemoteFile): Promise<BlobState> {
    if (await this.#store.blobs.keep(digest)) return 'sound';
    return this.#store.blobs.has(digest) ? 'damaged' : 'missing';
  }

  async readBlob({ digest }: RemoteFile, target: string): Promise<boolean> {
    const path = this.#store.blobs.path(digest);
    if (lstatIfAny(path)?.isFile() !== true) return false;
    withIoErrors('copy', path, () => copyFileSync(path, target, constants.COPYFILE_EXCL));
    return true;
  }

  async writeBlob(_file: RemoteFile, source: string): Promise<void> {
    await this.#store.blobs.putFile(source);
  }

  close(): void {
    this.#store.close();
  }
}
