import { lstatSync, utimesSync } from 'node:fs';
import type { Digest } from '../base/digest.ts';
import { type FileStamp, stampOf } from '../base/file-stamp.ts';
import type { Tree } from '../hash/tree.ts';

/** How an artifact's files and folders looked when they were known to be right. Kept in the index. */
export interface PlacedStamp {
  /** Digest of the tree that was placed. */
  readonly tree: Digest;
  /**
   * Path → stamp, of every file and every folder; the artifact's own folder is ''. A folder's stamp changes with the
   * names in it, so nothing has to be listed. Empty where the path was too young to be trusted later.
   */
  readonly stamps: Readonly<Record<string, FileStamp | ''>>;
}

/** Where something of an artifact lies; the artifact's own folder is ''. */
export function locateIn(folder: string, path: string): string {
  return path === '' ? folder : `${folder}/${path}`;
}

/** The folders of a tree below its own, parents first. */
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

/** Dates the folders of a staged tree back, its own included, once nothing more is written to them. */
export function dateFoldersBack(staged: string, tree: Tree, past: Date): void {
  for (const path of ['', ...listFolders(tree)]) utimesSync(locateIn(staged, path), past, past);
}

/** Stamps of a placed tree's folders. Only after the last rename: that sets a folder's change time. */
export function stampFolders(placed: string, tree: Tree): Record<string, FileStamp> {
  const stamps: Record<string, FileStamp> = {};
  for (const path of ['', ...listFolders(tree)])
    stamps[path] = stampOf(lstatSync(locateIn(placed, path), { bigint: true }));
  return stamps;
}
