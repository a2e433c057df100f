import { lstatSync, utimesSync } from 'node:fs';
import type { Digest } from '../base/digest.ts';
import { type FileStamp, stampOf } from '../base/file-stamp.ts';
import { setOwn } from '../base/own-property.ts';
import type { Tree } from '../hash/tree.ts';

/** The stamps of an artifact's files and folders from when they were known to be right. Kept in the index. */
export interface PlacedStamp {
  /** Digest of the tree that was placed. */
  readonly tree: Digest;
  /**
   * Path → stamp, for every file and folder; '' is the artifact's own folder. A folder's stamp changes with the names in
   * it,
   * so no folder has to be listed. The stamp is empty when the path was too young for it to be trusted.
   */
  readonly stamps: Readonly<Record<string, FileStamp | ''>>;
}

/** The full path of something in an artifact; '' is the artifact's own folder. */
export function locateIn(folder: string, path: string): string {
  return path === '' ? folder : `${folder}/${path}`;
}

/** The folders in a tree, parents first, without its own. */
export function listFolders(tree: Tree): string[] {
  const folders = new Set<string>();
  const add = (path: string): void => {
    if (path === '' || folders.has(path)) return;
    add(parentOf(path));
    folders.add(path);
  };
  for (const { path } of tree.entries) add(parentOf(path));
  for (const path of tree.emptyFolders ?? []) add(path);
  return [...folders];
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Dates the folders of a staged tree back, with its own. Call it when nothing more is written to them. */
export function dateFoldersBack(staged: string, tree: Tree, past: Date): void {
  for (const path of ['', ...listFolders(tree)]) utimesSync(locateIn(staged, path), past, past);
}

/** The stamps of a placed tree's folders. Call it after the last rename, which sets a folder's change time. */
export function stampFolders(placed: string, tree: Tree): Record<string, FileStamp> {
  const stamps: Record<string, FileStamp> = {};
  for (const path of ['', ...listFolders(tree)])
    setOwn(stamps, path, stampOf(lstatSync(locateIn(placed, path), { bigint: true })));
  return stamps;
}
