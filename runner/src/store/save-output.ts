import { type FileStamp, stampOf } from '../base/file-stamp.ts';
import { setOwn } from '../base/own-property.ts';
import { makeTreeOf } from '../hash/scan-tree.ts';
import type { Tree } from '../hash/tree.ts';
import type { Blobs } from './blobs.ts';

export interface SavedOutput {
  readonly tree: Tree;
  /** The stamp of each file when it was read. The file may only be moved into place while the stamp is the same. */
  readonly stamps: Readonly<Record<string, FileStamp>>;
}

/**
 * Copies every file of a folder into the cache.
 * @throws UnsupportedFileError for links and other things that cannot be kept, FileChangedError when somebody still
 *   writes, StoreIoError
 */
export async function saveOutput(folder: string, blobs: Blobs): Promise<SavedOutput> {
  const stamps: Record<string, FileStamp> = {};
  const tree = await makeTreeOf(folder, (file) => {
    setOwn(stamps, file.path, stampOf(file.stat));
    return blobs.putFile(file.absolutePath);
  });
  return { tree, stamps };
}
