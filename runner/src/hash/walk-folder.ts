import { type BigIntStats, type Dirent, readdirSync } from 'node:fs';
import { MissingFileError, UnsupportedFileError } from '../base/errors.ts';
import { findPathFault } from '../base/safe-path.ts';
import { lstatIfAny } from '../base/stat-if-any.ts';

export interface FoundFile {
  /** Relative to the walked folder, with `/`. */
  readonly path: string;
  readonly absolutePath: string;
  readonly stat: BigIntStats;
}

export interface FolderListing {
  readonly files: readonly FoundFile[];
  readonly emptyFolders: readonly string[];
  /** Every folder, with its lstat from before it was listed; '' is the walked folder. */
  readonly folders: readonly { readonly path: string; readonly stat: BigIntStats }[];
}

/**
 * Lists all files below a folder with their lstat, in no particular order. Contents are not read.
 * @throws MissingFileError when it is no folder (a link to one counts as none),
 *   UnsupportedFileError for links, sockets, devices and names that cannot be kept.
 */
export function walkFolder(folder: string): FolderListing {
  const stat = lstatIfAny(folder);
  if (stat === undefined) throw new MissingFileError(folder, `${folder} does not exist`);
  if (!stat.isDirectory()) throw new UnsupportedFileError(folder, 'is not a folder');
  const found: Found = { files: [], emptyFolders: [], folders: [] };
  walk(folder, '', stat, found);
  return found;
}

interface Found {
  readonly files: FoundFile[];
  readonly emptyFolders: string[];
  readonly folders: { readonly path: string; readonly stat: BigIntStats }[];
}

function walk(folder: string, path: string, folderStat: BigIntStats, found: Found): void {
  found.folders.push({ path, stat: folderStat });
  const entries = listFolder(folder);
  if (entries.length === 0 && path !== '') found.emptyFolders.push(path);
  for (const { name } of entries) {
    const absolutePath = `${folder}/${name}`;
    const below = path === '' ? name : `${path}/${name}`;
    // The rule that a record is read by: what is kept must be believed again.
    const fault = findPathFault(below);
    if (fault !== undefined) throw new UnsupportedFileError(absolutePath, `its name ${fault}`);
    const stat = lstatIfAny(absolutePath);
    if (stat === undefined)
      throw new MissingFileError(absolutePath, `${absolutePath} went away while its folder was read`);
    if (stat.isDirectory()) walk(absolutePath, below, stat, found);
    else if (stat.isFile()) found.files.push({ path: below, absolutePath, stat });
    else throw new UnsupportedFileError(absolutePath, `is a ${describeKind(stat)}`);
  }
}

function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new MissingFileError(folder, `${folder} cannot be read: ${(error as Error).message}`, error);
  }
}

function describeKind(stat: BigIntStats): string {
  if (stat.isSymbolicLink()) return 'symbolic link';
  if (stat.isSocket()) return 'socket';
  if (stat.isFIFO()) return 'named pipe';
  return 'device';
}
