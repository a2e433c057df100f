import { closeSync, constants, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, digestOpenFile } from '../base/digest.ts';
import { UnsafePathError } from '../base/errors.ts';
import type { FileStamp } from '../base/file-stamp.ts';
import { setOwn } from '../base/own-property.ts';
import { READ_PLAIN } from '../base/read-plain-file.ts';
import { backdate } from '../base/write-atomically.ts';
import type { Tree, TreeEntry } from '../hash/tree.ts';
import { type Blobs, describeUnreadable, SMALL_FILE_BYTES, throwUnlessDamage } from './blobs.ts';
import { withAsyncIoErrors, withIoErrors } from './errors.ts';
import { findTreeFault } from './parse-record.ts';
import { listFolders, type PlacedStamp } from './placed-stamp.ts';
import type { Scratch } from './scratch.ts';
import { putInPlace, stageFor } from './swap-folder.ts';

export interface RestoreContext {
  readonly blobs: Blobs;
  readonly scratch: Scratch;
}

/**
 * Makes `destination` a copy of a stored tree and replaces what is there. Every file is checked by its digest before the
 * copy
 * takes the place of the destination. Blobs are copied, never linked, so that editing an artifact cannot damage the cache.
 * @param neededFor named in errors, e.g. the action's id
 * @throws DamagedBlobError (the damaged blob is removed; the destination is as before), StoreIoError
 */
export async function restoreTree(
  tree: Tree,
  destination: string,
  neededFor: string,
  { blobs, scratch }: RestoreContext,
): Promise<PlacedStamp> {
  const fault = findTreeFault(tree);
  if (fault !== undefined) throw new UnsafePathError(destination, `cannot be restored: its tree ${fault}`);
  const staged = stageFor(destination, scratch);
  try {
    withIoErrors('make folders in', staged, () => {
      for (const folder of listFolders(tree)) mkdirSync(join(staged, folder));
    });
    const files: Record<string, FileStamp> = {};
    for (const entry of tree.entries) {
      setOwn(files, entry.path, await restoreFile(entry, join(staged, entry.path), neededFor, blobs));
    }
    return { tree: tree.digest, stamps: { ...putInPlace(staged, tree, destination, scratch), ...files } };
  } catch (error) {
    rmSync(staged, { recursive: true, force: true });
    throw error;
  }
}

async function restoreFile(
  entry: TreeEntry,
  target: string,
  neededFor: string,
  blobs: Blobs,
): Promise<FileStamp> {
  const mode = entry.executable ? 0o755 : 0o644;
  if (entry.size > SMALL_FILE_BYTES) return restoreLargeFile(entry, target, neededFor, blobs, mode);
  const bytes = blobs.read(entry.digest, neededFor);
  return withIoErrors('write', target, () => {
    const fd = openSync(target, 'wx', mode);
    try {
      writeFileSync(fd, bytes);
      return backdate(fd);
    } finally {
      closeSync(fd);
    }
  });
}

/**
 * Copies the file, by reference where the file system can, and then digests the copy: what is checked is what is
 * placed.
 */
async function restoreLargeFile(
  entry: TreeEntry,
  target: string,
  neededFor: string,
  blobs: Blobs,
  mode: number,
): Promise<FileStamp> {
  const source = blobs.path(entry.digest);
  await assertPlainBlob(source, entry.digest, neededFor, blobs);
  return withAsyncIoErrors('write', target, async () => {
    await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    const file = await open(target, constants.O_RDONLY);
    try {
      await file.chmod(mode & ~process.umask());
      if ((await digestOpenFile(file)) !== entry.digest) {
        throw blobs.reportDamage(entry.digest, 'has other content than its name says', neededFor);
      }
      return backdate(file.fd);
    } finally {
      await file.close();
    }
  });
}

/**
 * Checks the source first, because copyFile follows links, and reports a missing source like a missing target folder.
 */
async function assertPlainBlob(
  source: string,
  digest: Digest,
  neededFor: string,
  blobs: Blobs,
): Promise<void> {
  try {
    const file = await open(source, READ_PLAIN);
    const isFile = (await file.stat()).isFile();
    await file.close();
    if (isFile) return;
  } catch (error) {
    throwUnlessDamage(error, source);
    throw blobs.reportDamage(digest, describeUnreadable(error), neededFor);
  }
  throw blobs.reportDamage(digest, 'is not a plain file', neededFor);
}
